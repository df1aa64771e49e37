import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { call, gate, text, until } from '../../simulator/index.ts'
import { createSurfaceRig } from './rig.ts'
import type { Place, SurfaceRig } from './rig.ts'

let rig: SurfaceRig
const places: Record<string, Place> = {}
beforeAll(async () => {
  rig = await createSurfaceRig({ simulator: { privateTopics: true } })
  const { bot, owner } = rig
  // All places work in one directory: nothing of it changes while they do.
  await writeFile(join(rig.home, 'work', 'notes.txt'), 'hello')
  await writeFile(join(rig.home, 'work', 'chart.csv'), 'a,b')
  const forum = bot.supergroup({ title: 'Forum', members: [owner], topics: true, admin: true })
  // A forum's General topic has the id of its first message.
  bot.say(forum, owner, 'hello')
  places['private'] = { chat: bot.privateChat(owner), person: owner, group: false }
  places['group'] = { chat: bot.group({ title: 'Team', members: [owner] }), person: owner, group: true }
  places['topic'] = { chat: forum, thread: bot.topic(forum, 'Builds'), person: owner, group: true }
  const own = bot.privateChat(owner)
  // Here too, so that the id of the topic that counts is not 1.
  bot.topic(own, 'The first')
  places['private topic'] = { chat: own, thread: bot.topic(own, 'Notes'), person: owner, group: false }
})
afterAll(() => rig.close())

const short = (id: string | null | undefined): string => (id ?? '').slice(0, 8)

/** The one list of everything, gone through in one chat. */
async function everyCommand(kind: string, place: Place): Promise<void> {
  const tried = new Set<string>()
  const remembered = (what: string): string => {
    tried.add(/^\/([a-z]+)/.exec(what)?.[1] ?? '')
    return what
  }
  const ask = async (what: string, fits?: RegExp | string) => (await rig.ask(place, remembered(what), fits)).text
  const offer = (what: string, fits?: RegExp | string) => rig.ask(place, remembered(what), fits)
  const record = () => rig.line.sessions.chat(rig.keyOf(place))
  const { model, bot } = rig
  expect(await ask('/start')).toContain('It works in ~')
  const help = await ask('/help')
  for (const name of ['resume', 'cleansessions', 'import', 'export', 'share', 'history', 'settings', 'btw', 'get'])
    expect(help).toMatch(new RegExp(`^/${name}\\b`, 'm'))
  expect(await ask('/nonsense')).toMatch(/^There is no \/nonsense\. There are: \/start/)
  expect(await ask('/session')).toContain('no session yet')
  expect(await ask('/pwd')).toBe(rig.home)
  const folders = await offer('/cd')
  await rig.press(folders, '📁 work', /Looking at: ~\/work/)
  await rig.press(folders, '✔ Use this', /Directory: ~\/work/)
  expect(await ask('/ls')).toContain('notes.txt  5 B')
  expect(await ask('/get ../../../etc/passwd')).toContain('outside')
  rig.say(place, remembered('/get notes.txt'))
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
  expect(await ask('/mode careful')).toBe('There is no mode careful. There are: plan, ask, accept edits, bypass.')
  expect(await ask('/mode ask')).toBe('Mode: ask')
  expect(await ask('/mode bypass')).toContain('switched off')

  // A turn that runs: status, queue, the sign of the wait, /btw, /stop, /retry.
  const door = gate()
  model.on(`long ${kind}`, [text('begun '), until(door), text('ended')])
  rig.say(place, `long ${kind}`)
  await bot.waitFor(() => rig.line.sessions.turn(rig.keyOf(place))?.text.startsWith('begun'), { timeoutMs: 20_000 })
  // The message that streams the turn may come first.
  expect(await ask('/status', /^Chat: /)).toMatch(new RegExp(`Running: “long ${kind}”, \\d+ (s|min)`))
  expect(await ask('/sessions', /Active chats/)).toMatch(/running \(\d+ (s|min).*\)/)
  expect(await ask('echo later', /^Queued/)).toBe('Queued, 1 ahead.')
  const queue = await offer('/queue', /waiting/)
  expect(queue.text).toContain('1. echo later')
  expect(await ask('/queue edit 1 echo changed')).toBe('Changed.')
  const btw = rig.say(place, remembered('/btw use tabs')).said
  await bot.waitFor(() => btw.reactions.includes('👀'), { what: 'the sign that it was taken' })
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
  // What is streamed is seen before the copy has its name.
  await bot.waitFor(() => record()?.currentSession !== cleared, { what: 'the copy' })
  const forked = record()?.currentSession
  expect(await ask('/newsession')).toContain(short(forked))
  await ask('remember', 'Nothing was said before this.')
  expect(await ask(`/resume ${short(first)}`)).toBe(`Back in session ${short(first)}.`)
  expect(record()?.currentSession).toBe(first)
  const picker = await offer('/resume')
  expect(picker.text).toMatch(new RegExp(`^Which session\\?\\n[\\s\\S]*${short(forked)} .*, \\d+ turns?`))
  expect(picker.buttons.flat().map((button) => button.text)).toContain(`Resume ${short(forked)}`)
  expect(await ask('/cleansessions')).toBe('There is nothing to clean up.')
  expect(await ask('/sessions cleanup')).toMatch(/clean/i)
  const settings = await offer('/settings')
  await rig.press(settings, 'Tool calls: names', /Tool calls: details/)
  await rig.press(settings, 'Facts after a turn: off', /Facts after a turn: on/)
  expect(await ask('/letin')).toBe('Nobody waits to be let in.')

  // What was sent out comes back in, and another chat goes on from here.
  const bytes = exported?.file?.bytes ?? new Uint8Array()
  expect((await offer('/import', /nothing|Send the JSON/)).text).toContain('as its caption')
  const taken = { text: '/import', document: { bytes, name: 'session.json', mime: 'application/json' } }
  expect((await rig.ask(place, taken, /^Imported/)).text).toMatch(/^Imported \d+ entr/)
  const heir: Place = {
    chat: bot.group({ title: `Heir of ${kind}`, members: [rig.owner] }),
    person: rig.owner,
    group: true,
  }
  await rig.ask(heir, '/pwd')
  await ask('echo heritage', /^heritage/)
  const share = await offer('/share', /Which chat/)
  await rig.press(share, `Heir of ${kind}`, /goes on from here/)
  await rig.ask(heir, 'remember', /echo heritage/)

  // The tool of ours: Claude sends a file by itself.
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

  // A name opens a topic where there are topics, and begins anew where there are none.
  const where = kind === 'group' ? /No topic could be opened here/ : `The topic “Side of ${kind}” is open. Write there.`
  await ask(`/new Side of ${kind}`, where)

  // No command is left out: this list is Telegram's menu.
  expect(
    bot
      .commands()
      .map(({ command }) => command)
      .filter((name) => !tried.has(name)),
  ).toEqual([])
}

describe('every command with the real Claude', { timeout: 180_000 }, () => {
  // At the same time, so that they also show that no chat disturbs another.
  it('answers in a private chat, in a group, in a topic, and in a topic of a private chat', async () => {
    await Promise.all(Object.entries(places).map(([kind, place]) => everyCommand(kind, place)))
    expect(rig.line.sessions.chats().every(({ key }) => rig.line.sessions.view(key)?.status !== 'failed')).toBe(true)
  })
})
