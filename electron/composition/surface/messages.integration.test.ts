import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { call, gate, text, until } from '../../simulator/index.ts'
import { freePort } from '../../telegram/testing/free-port.ts'
import { createSurfaceRig } from './rig.ts'
import type { Place, SurfaceRig } from './rig.ts'
import { bytes, pixel } from './small-files.ts'

let rig: SurfaceRig
let here: Place
beforeAll(async () => {
  rig = await createSurfaceRig()
  here = { chat: rig.bot.privateChat(rig.owner), person: rig.owner, group: false }
})
afterAll(() => rig.close())

const heard = () => rig.model.requests().flatMap(({ prompts }) => prompts)
const hears = (words: RegExp) =>
  rig.model.waitFor(() => heard().some((prompt) => words.test(prompt)), { what: String(words), timeoutMs: 20_000 })

describe('messages with the real Claude', () => {
  it('may be of kinds that nobody knows, and as long as somebody can make them', async () => {
    const { bot, model } = rig
    bot.raw({ purchased_paid_media: { from: { id: rig.owner.id }, payload: {} } })
    bot.raw({ something_of_tomorrow: [1, [2, [3]]] })

    // A megabyte in one update: more than any client sends, and no reason to fall.
    const long = `count me ${'x'.repeat(1_000_000)}`
    model.on(/^count me/, (turn) => `characters: ${turn.text.length}`)
    bot.raw({
      message: {
        message_id: 90_000,
        date: Math.round(Date.now() / 1000),
        chat: { id: here.chat.id, type: 'private', first_name: 'Ann' },
        from: { id: rig.owner.id, is_bot: false, first_name: 'Ann' },
        text: long,
      },
    })
    expect((await rig.shows(here, /^characters/)).text).toBe(`characters: ${long.length}`)
  })

  it('a paste of 9,000 characters that a client has cut is one prompt with exactly its text', async () => {
    const { bot, model } = rig
    const line = 'Paste me: every letter of this stays as it is, the cut words too.\n'
    const paste = line.repeat(200).slice(0, 8999) + '.'
    const got: string[] = []
    model.on(/^Paste me/, (turn) => {
      got.push(turn.text)
      return 'pasted whole'
    })
    const before = rig.inPlace(here).at(-1)?.id ?? 0
    for (let at = 0; at < paste.length; at += 4096) bot.say(here.chat, here.person, paste.slice(at, at + 4096))
    await rig.shows(here, 'pasted whole', before)
    expect(got).toEqual([paste])
  })

  it('a burst in one batch, and a word with what it forwards, are one prompt each', async () => {
    for (const word of ['burst one', 'burst two', 'burst three']) rig.say(here, word)
    await hears(/^burst one\n\nburst two\n\nburst three$/)
    rig.say(here, 'what is this?')
    rig.say(here, { text: 'a crash', forwardedFrom: 'Carl' })
    await hears(/^what is this\?\n\nForwarded from Carl:\na crash$/)
    const parts = heard().filter((prompt) => /^(burst|what is this|Forwarded)/.test(prompt))
    expect(new Set(parts).size).toBe(2)
  })

  it('a voice note is transcribed, shown, and given', async () => {
    const { settings } = rig.line
    settings.set('voice.engine', 'command')
    settings.set('voice.command', 'sh -c \'printf "turn left"\' {file}')
    rig.say(here, { voice: { bytes, seconds: 2 } })
    await rig.shows(here, 'Understood: \nturn left')
    await hears(/^turn left$/)
    settings.set('voice.showTranscription', false)
    const before = rig.inPlace(here).at(-1)?.id ?? 0
    settings.set('voice.command', 'sh -c \'printf "echo right"\' {file}')
    rig.say(here, { voice: { bytes, seconds: 2 } })
    await rig.shows(here, 'right', before)
    expect(rig.inPlace(here).filter(({ id, text: words }) => id > before && words.startsWith('Understood'))).toEqual([])
  })

  it('is streamed as drafts whose last state is the answer, and Telegram’s own stop button stops it', async () => {
    const { bot, model } = rig
    const door = gate()
    model.on('slowly', [text('The answer '), until(door), text('is 42.')])
    const before = bot.drafts(here.chat).length
    rig.say(here, 'slowly')
    await bot.waitFor(() =>
      bot
        .drafts(here.chat)
        .slice(before)
        .some((draft) => draft.text.includes('The answer')),
    )
    door.open()
    await rig.shows(here, 'The answer is 42.')
    const shut = gate()
    model.on('never', [text('I go on '), until(shut), text('for ever')])
    rig.say(here, 'never')
    const draft = await bot.waitFor(() => bot.drafts(here.chat).findLast((one) => one.text.includes('I go on')))
    const last = rig.inPlace(here).at(-1)?.id ?? 0
    bot.stopDraft(here.chat, draft.id)
    expect((await rig.shows(here, /Stopped\.$/, last)).text).toMatch(/^I go on\s+Stopped\.$/)
    shut.open()
  })

  it('shows tools by the chat’s verbosity', async () => {
    const { bot, model } = rig
    const key = rig.keyOf(here)
    await writeFile(join(rig.home, 'hostname'), 'here')
    model.on(/^look/, [call('Read', { file_path: join(rig.home, 'hostname') }), text('seen')])
    await rig.line.sessions.setPreferences(key, { toolCalls: 'details', facts: true }, { surface: 'dashboard' })
    const detailed = await rig.ask(here, 'look 1', /^seen/)
    expect(detailed.text).toMatch(/Read .*hostname[\s\S]* s · .* tokens · \$/)
    expect(detailed.entities.some(({ type }) => type === 'expandable_blockquote')).toBe(true)
    await rig.line.sessions.setPreferences(key, { toolCalls: 'names', facts: false }, { surface: 'dashboard' })
    expect((await rig.ask(here, 'look by name', /^seen/)).text).toBe('seen\n\n▸ Read')
    await rig.line.sessions.setPreferences(key, { toolCalls: 'off' }, { surface: 'dashboard' })
    const before = bot.drafts(here.chat).length
    await rig.ask(here, 'look 2', 'seen')
    expect(
      bot
        .drafts(here.chat)
        .slice(before)
        .some(({ text: shown }) => shown.includes('Read')),
    ).toBe(false)
  })

  it('is followed by a compaction when the session has had its turns', async () => {
    const { bot, line, model } = rig
    const place = { chat: bot.privateChat(rig.member), person: rig.member, group: false }
    line.settings.set('claude.autoCompactTurns', 2)
    await rig.ask(place, 'echo one', 'one')
    await rig.ask(place, 'echo two', 'two')
    const notice = await rig.shows(place, 'Compacted after 2 turns.')
    expect(notice.silent).toBe(true)
    expect(line.sessions.view(rig.keyOf(place))?.turns).toBe(0)
    line.settings.set('claude.autoCompactTurns', null)
    const turns = model.turns()
    await rig.ask(place, 'echo three', 'three')
    expect(model.turns()).toBe(turns + 1)
    expect(rig.inPlace(place).map(({ text: words }) => words)).toEqual([
      'one',
      'two',
      'Compacted after 2 turns.',
      'three',
    ])
  })

  it('sends a picture as a photo, and as a file where Telegram cannot show it as one', async () => {
    await writeFile(join(rig.home, 'chart.png'), pixel)
    rig.say(here, '/get chart.png')
    await rig.bot.waitFor(() => rig.inPlace(here).find((message) => message.file?.kind === 'photo'))
    rig.bot.faults.fail('sendPhoto', { code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' })
    rig.say(here, '/get chart.png')
    const sent = await rig.bot.waitFor(() => rig.inPlace(here).find((message) => message.file?.kind === 'document'))
    expect(sent.file?.name).toBe('chart.png')
  })

  it('imports a session that was exported, and says what is wrong with one that was not', async () => {
    rig.say(here, '/export json')
    const file = await rig.bot.waitFor(() =>
      rig.inPlace(here).findLast((message) => message.file?.name.endsWith('.json')),
    )
    const document = { bytes: file.file?.bytes ?? bytes, name: 'session.json', mime: 'application/json' }
    expect((await rig.ask(here, { text: '/import', document }, /^Imported/)).text).toMatch(
      /^Imported \d+ entries as session/,
    )
    const wrong = { bytes, name: 'x.json', mime: 'application/json' }
    expect((await rig.ask(here, { text: '/import', document: wrong }, /no session/)).text).toContain('not JSON')
    const [, id] =
      /session ([0-9a-f]{8})/.exec(
        rig.inPlace(here).findLast(({ text: words }) => words.startsWith('Imported'))?.text ?? '',
      ) ?? []
    rig.say(here, `/export md ${id}`)
    await rig.bot.waitFor(() => rig.inPlace(here).some((message) => message.file?.name === `session-${id}.md`))
  })
})

describe('chats', () => {
  it('a group keeps its session when it becomes a supergroup, and is parked when the bot is thrown out', async () => {
    const { bot } = rig
    const group = bot.group({ title: 'Old', members: [rig.owner] })
    const before = { chat: group, person: rig.owner, group: true }
    await rig.ask(before, 'echo first', 'first')
    const session = rig.line.sessions.chat(rig.keyOf(before))?.currentSession
    const after = { ...before, chat: bot.migrate(group) }
    await bot.waitFor(() => rig.line.sessions.chat(rig.keyOf(after)), { what: 'the move' })
    await rig.ask(after, 'remember', /echo first/)
    expect(rig.line.sessions.chat(rig.keyOf(after))?.currentSession).toBe(session)
    bot.kick(after.chat, rig.owner)
    await bot.waitFor(() => rig.line.sessions.view(rig.keyOf(after))?.unreachable, { what: 'the mark' })
    await bot.waitFor(() => rig.line.sessions.view(rig.keyOf(after))?.live === false, { what: 'the parking' })
  })

  it('a webhook with a secret serves as polling does', async () => {
    const { bot, line } = rig
    const port = await freePort()
    line.settings.set('bot.webhookPort', port)
    line.settings.set('bot.webhookUrl', `http://127.0.0.1:${port}/hook`)
    await bot.waitFor(() => line.telegram.state().phase === 'webhook', { what: 'the webhook', timeoutMs: 20_000 })
    const post = await fetch(`http://127.0.0.1:${port}/hook`, { method: 'POST', body: '{"update_id":1}' })
    expect(post.status).toBe(401)
    await rig.ask(here, 'echo hooked', 'hooked')
  })
})
