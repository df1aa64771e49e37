import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { call, gate, text, until } from '../../simulator/index.ts'
import { createSurfaceRig } from './rig.ts'
import type { Place, SurfaceRig } from './rig.ts'

let rig: SurfaceRig
const places: Record<string, Place> = {}
beforeAll(async () => {
  rig = await createSurfaceRig()
  const { bot, owner } = rig
  const forum = bot.supergroup({ title: 'Forum', members: [owner], topics: true, admin: true })
  // A forum's General topic has the id of its first message.
  bot.say(forum, owner, 'hello')
  places['private'] = { chat: bot.privateChat(owner), person: owner, group: false }
  places['group'] = { chat: bot.group({ title: 'Team', members: [owner] }), person: owner, group: true }
  places['topic'] = { chat: forum, thread: bot.topic(forum, 'Builds'), person: owner, group: true }
})
afterAll(() => rig.close())

const short = (id: string | null | undefined): string => (id ?? '').slice(0, 8)

/** The one list of everything, gone through in one chat. */
async function everyCommand(kind: string, place: Place): Promise<void> {
  const ask = async (what: string, fits?: RegExp | string) => (await rig.ask(place, what, fits)).text
  const record = () => rig.line.sessions.chat(rig.keyOf(place))
  const { model, bot } = rig
  expect(await ask('/start')).toContain('It works in ~')
  const help = await ask('/help')
  for (const name of ['resume', 'cleansessions', 'import', 'export', 'share', 'history', 'settings', 'btw', 'get'])
    expect(help).toMatch(new RegExp(`^/${name}\\b`, 'm'))
  expect(await ask('/nonsense')).toMatch(/^There is no \/nonsense\. There are: \/start/)
  expect(await ask('/session')).toContain('no session yet')
  expect(await ask('/pwd')).toBe(rig.home)
  const folders = await rig.ask(place, '/cd')
  await rig.press(folders, '📁 work', /Looking at: ~\/work/)
  await rig.press(folders, '✔ Use this', /Directory: ~\/work/)
  await writeFile(join(rig.home, 'work', 'notes.txt'), 'hello')
  expect(await ask('/ls')).toContain('notes.txt  5 B')
  expect(await ask('/get ../../../etc/passwd')).toContain('outside')
  rig.say(place, '/get notes.txt')
  const file = await bot.waitFor(() => rig.inPlace(place).find((message) => message.file?.name === 'notes.txt'))
  expect(new TextDecoder().decode(file.file?.bytes)).toBe('hello')

  await ask('echo first', 'first')
  const first = record()?.currentSession
  expect(await ask('/session')).toContain(String(first))
  expect(await ask('/sessioninfo')).toMatch(/Size: [\d.]+ k?B\n[\s\S]*Transcript: .*\.jsonl/)
  expect(await ask('/status')).toMatch(/Session: [0-9a-f-]{36} \([0-9a-f]{8}\)[\s\S]*Turns: 1[\s\S]*in all: \/sessions/)
  expect(await ask('/sessions')).toMatch(
    new RegExp(
      `▶ .* – idle, ${short(first)}, ~/work, just now[\\s\\S]*Sessions of this chat\\n▶ ${short(first)}.*1 turn.*\\(current\\)`,
    ),
  )
  expect(await ask('/cost')).toMatch(/This session: \$/)
  expect(await ask('/usage')).toMatch(/This chat today: \$/)
  expect(await ask('/history')).toMatch(/Ann: echo first\n.*Claude: first/)
  expect(await ask('/history first')).toContain('first')
  expect(await ask('/name Line')).toBe('Named Line.')
  expect(await ask('/model sonnet')).toBe('Model: sonnet')
  expect(await ask('/mode plan')).toBe('Mode: plan')
  expect(await ask('/mode ask')).toBe('Mode: ask')
  expect(await ask('/mode bypass')).toContain('switched off')

  // A turn that runs: status, queue, the sign of the wait, /btw, /stop, /retry.
  const door = gate()
  model.on(`long ${kind}`, [text('begun '), until(door), text('ended')])
  rig.say(place, `long ${kind}`)
  await bot.waitFor(() => rig.line.sessions.turn(rig.keyOf(place))?.text.startsWith('begun'), { timeoutMs: 20_000 })
  expect(await ask('/status')).toMatch(/Running: .*\d+ s/)
  expect(await ask('/sessions', /Active chats/)).toMatch(/running \(.*\d+ s\)/)
  expect(await ask('echo later', /^Queued/)).toBe('Queued, 1 ahead.')
  const queue = await rig.ask(place, '/queue', /waiting/)
  expect(queue.text).toContain('1. echo later')
  expect(await ask('/queue edit 1 echo changed')).toBe('Changed.')
  rig.say(place, '/btw use tabs')
  expect(await ask('/cancel', /Stopped/)).toBe('Stopped. 1 prompt still waits: /queue')
  door.open()
  await rig.shows(place, 'changed')
  await bot.waitFor(() => rig.inPlace(place).every((message) => !message.text.startsWith('Queued')), {
    what: 'the sign of the wait to go',
  })
  expect(await ask('/stop')).toBe('Nothing is running.')
  await ask('/retry', 'changed')

  // Claude's own.
  await ask('/compact', 'Compacted.')
  expect(await ask('/status')).toMatch(/Turns: 0/)
  await ask('/clear', 'Cleared: Claude knows nothing of before.')
  await ask('remember', 'Nothing was said before this.')
  expect(await ask('/status')).toMatch(/Turns: 1/)
  const cleared = record()?.currentSession
  expect(cleared).not.toBe(first)

  expect(await ask('/export json', /^$/)).toBe('')
  const exported = rig.inPlace(place).findLast((message) => message.file?.name.endsWith('.json'))
  expect(JSON.parse(new TextDecoder().decode(exported?.file?.bytes))).toMatchObject({
    version: 1,
    entries: expect.any(Array),
  })

  expect(await ask('/fork')).toContain('copy')
  await ask('remember', /remember/)
  const forked = record()?.currentSession
  expect(forked).not.toBe(cleared)
  expect(await ask('/newsession')).toContain(short(forked))
  await ask('remember', 'Nothing was said before this.')
  expect(await ask(`/resume ${short(first)}`)).toBe(`Back in session ${short(first)}.`)
  expect(record()?.currentSession).toBe(first)
  const picker = await rig.ask(place, '/resume')
  expect(picker.buttons.flat().map((button) => button.text)).toContain(`Resume ${short(forked)}`)
  expect(await ask('/cleansessions')).toBe('There is nothing to clean up.')
  expect(await ask('/sessions cleanup')).toMatch(/clean/i)
  const settings = await rig.ask(place, '/settings')
  await rig.press(settings, 'Tool calls: names', /Tool calls: details/)
  await rig.press(settings, 'Facts after a turn: off', /Facts after a turn: on/)
  expect(await ask('/share')).toMatch(/Which chat|no other chat/)
  expect(await ask('/letin')).toBe('Nobody waits to be let in.')

  // The tool of ours: Claude sends a file by itself.
  await writeFile(join(rig.home, 'work', 'chart.csv'), 'a,b')
  model.on(`send it ${kind}`, [
    call('mcp__switchboard__send_file', { path: 'chart.csv', caption: 'The chart' }),
    text('sent'),
  ])
  rig.say(place, `send it ${kind}`)
  const answer = await bot.waitFor(
    () =>
      rig.inPlace(place).find(({ buttons }) => buttons.flat().some((button) => button.text === 'Allow once')) ??
      rig.inPlace(place).find((message) => message.file?.name === 'chart.csv'),
    { timeoutMs: 20_000 },
  )
  if (answer.file === null) bot.press(answer, 'Allow once', { by: rig.owner })
  await bot.waitFor(() => rig.inPlace(place).find((message) => message.file?.name === 'chart.csv'), {
    timeoutMs: 20_000,
  })
  await rig.shows(place, /^sent/)
}

describe('every command with the real Claude', () => {
  // At the same time, so that they also show that no chat disturbs another.
  it('answers in a private chat, in a group and in a topic', async () => {
    await Promise.all(Object.entries(places).map(([kind, place]) => everyCommand(kind, place)))
    expect(rig.line.sessions.chats().every(({ key }) => rig.line.sessions.view(key)?.status !== 'failed')).toBe(true)
  })
})
