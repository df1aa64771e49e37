import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { call, gate, text, until } from '../../simulator/index.ts'
import { createSurfaceRig } from './rig.ts'
import type { Place, SurfaceRig } from './rig.ts'

const bytes = new TextEncoder().encode('hello')
/** The smallest picture that Claude Code takes: one pixel. */
const pixel = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

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

describe('every kind of message with the real Claude', () => {
  it('is given to Claude, or answered with what it is that is not understood', async () => {
    const { bot, model } = rig
    await rig.ask(here, 'echo plain', 'plain')
    const said = await rig.ask(here, 'echo quoted words', 'quoted words')
    rig.say(here, { text: 'what of this?', replyTo: said, quote: 'quoted' })
    await hears(/In reply to:\n> quoted\n\nwhat of this\?/)
    rig.say(here, { text: 'it crashes', forwardedFrom: 'Carl' })
    rig.say(here, { text: 'on start', forwardedFrom: 'Carl' })
    await hears(/Forwarded from Carl:\nit crashes\n\nForwarded from Carl:\non start/)
    const pictures: number[] = []
    model.on(/compare/, (turn) => {
      pictures.push(turn.attachments.length)
      return 'compared'
    })
    bot.album(here.chat, here.person, [
      { text: 'compare these', photo: { bytes: pixel, mime: 'image/png' } },
      { photo: { bytes: pixel, mime: 'image/png' } },
    ])
    await rig.shows(here, 'compared')
    expect(pictures).toEqual([2])
    rig.say(here, { text: 'read it', document: { bytes, name: '../../evil.txt', mime: 'text/plain' } })
    await hears(/read it/)
    rig.say(here, { location: { latitude: 52.5, longitude: 13.4 } })
    await hears(/Location: 52\.5, 13\.4/)

    expect((await rig.ask(here, { video: { bytes } }, /understand/)).text).toContain('videos')
    expect((await rig.ask(here, { sticker: { emoji: '👍' } }, /understand/)).text).toContain('stickers')
    const big = { bytes, name: 'big.zip', size: 21_000_000 }
    const tooBig = await rig.ask(here, { text: 'unpack', document: big }, /20 MB/)
    expect(tooBig.text).toMatch(/^This file is larger than 20 MB/)
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
    await rig.shows(here, `characters: ${long.length}`)
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

  it('an edited one changes what waits, and asks about what runs', async () => {
    const { bot, model } = rig
    const door = gate()
    model.on(/^(long|longer) one/, [text('begun '), until(door), text('done')])
    const running = bot.say(here.chat, here.person, 'long one')
    await bot.waitFor(() => rig.line.sessions.turn(rig.keyOf(here)), { what: 'the turn' })
    const waiting = bot.say(here.chat, here.person, 'echo befor')
    await rig.shows(here, 'Queued, 1 ahead.')
    bot.edit(waiting, 'echo before')
    await rig.shows(here, 'The waiting prompt was changed.')
    bot.edit(running, 'longer one')
    const question = await rig.shows(here, 'Already working on it: stop and redo?')
    await rig.press(question, 'Stop and redo', /Stopped; doing it as you edited it/)
    await hears(/^longer one$/)
    door.open()
    await rig.shows(here, 'before')
    expect(heard()).not.toContain('echo befor')
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
    await rig.line.sessions.setPreferences(key, { toolCalls: 'off', facts: false }, { surface: 'dashboard' })
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

  it('imports a session that was exported', async () => {
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

describe('people and chats', () => {
  it('keep strangers out on every path, and members to their own', async () => {
    const { bot, model } = rig
    const eve = bot.person({ name: 'Eve' })
    const theirs = bot.privateChat(eve)
    const team = bot.group({ title: 'Team', members: [rig.owner, rig.member, eve] })
    const turns = model.turns()
    const stranger = { chat: theirs, person: eve, group: false }
    bot.say(theirs, eve, 'echo secret')
    const sent = bot.say(theirs, eve, { document: { bytes, name: 'a.txt' } })
    bot.edit(sent, 'echo secret')
    bot.say(theirs, eve, '/status')
    bot.say(team, eve, `@${bot.bot.username} echo secret`)
    bot.say(team, eve, `/sessions@${bot.bot.username}`)
    // Buttons of others, pressed by a stranger and by a member whose chat it is not.
    const ours = { chat: team, person: rig.owner, group: true }
    const list = await rig.ask(ours, '/cd')
    bot.press(list, '✔ Use this', { by: eve })
    const forged = bot.press(list, '✔ Use this', { by: rig.member })
    await bot.waitFor(() => bot.callbackAnswer(forged)?.text === 'This is no longer open.')
    await rig.line.telegram.idle()
    expect(model.turns()).toBe(turns)
    expect(rig.inPlace(stranger).map(({ text: words }) => words)).toEqual([
      'This is a private bot. If its owner knows you, send /start to ask to be let in.',
    ])
    expect(rig.line.sessions.chats().some(({ key }) => key === rig.keyOf(stranger))).toBe(false)

    const own = { chat: bot.privateChat(rig.member), person: rig.member, group: false }
    await rig.ask(own, 'echo mine', 'mine')
    for (const command of ['/cleansessions', '/letin'])
      expect((await rig.ask(own, command)).text).toContain("is the owner's")
    expect((await rig.ask(own, '/mode bypass')).text).toMatch(/Only the owner/)
    expect((await rig.ask(own, '/cd /')).text).not.toMatch(/^Directory/)
    expect((await rig.ask(own, '/sessions')).text).toContain('Active chats (1)')

    // Let in by the desktop with the code, and then served.
    const code = /code: ([A-Z0-9]{6})/.exec((await rig.ask(stranger, '/start', /code/)).text)?.[1] ?? ''
    expect(rig.line.telegram.pairings()).toMatchObject([{ code, name: 'Eve' }])
    expect(rig.line.telegram.letIn('WRONG1', 'member').ok).toBe(false)
    expect(rig.line.telegram.letIn(code, 'member').ok).toBe(true)
    await rig.shows(stranger, /You were let in/)
    await rig.ask(stranger, 'echo welcome', 'welcome')
    expect(rig.line.telegram.removePerson(eve.id).ok).toBe(true)
  })

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
