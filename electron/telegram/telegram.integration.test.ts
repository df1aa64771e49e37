import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { telegramKey } from '../shared/ids.ts'
import { createRig } from './testing/rig.ts'

let rig: Awaited<ReturnType<typeof createRig>>
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

const given = () => rig.domain.claude.opened.flatMap((live) => live.given.map(({ text }) => text))

describe('a private chat', () => {
  it('gives a text to Claude exactly as it was written', async () => {
    const text = 'שלום 👩‍👩‍👧‍👦 <b>not bold</b> `code`\n\tand a tab'
    rig.bot.say(rig.chat, rig.owner, text)
    await rig.quiet()
    expect(given()).toEqual([text])
    expect(rig.telegram.state()).toMatchObject({ phase: 'polling', username: rig.bot.bot.username })
  })

  it('answers /start, /help, /pwd and says what exists where a command does not', async () => {
    expect((await rig.ask(rig.chat, rig.owner, '/start')).text).toContain('Hello Ann')
    const help = (await rig.ask(rig.chat, rig.owner, '/help')).text
    for (const { command } of rig.bot.commands()) expect(help).toContain(`/${command}`)
    expect((await rig.ask(rig.chat, rig.owner, '/pwd')).text).toBe(rig.home)
    expect((await rig.ask(rig.chat, rig.owner, '/nosuch')).text).toMatch(/There is no \/nosuch.*\/status/)
    expect(given()).toEqual([])
  })

  it('takes a command only at the start of a message', async () => {
    rig.bot.say(rig.chat, rig.owner, 'see src/newsletter.ts, then run /new')
    await rig.quiet()
    expect(given()).toEqual(['see src/newsletter.ts, then run /new'])
  })

  it('changes the directory by path, and says why where it cannot', async () => {
    expect((await rig.ask(rig.chat, rig.owner, '/cd project')).text).toBe('Directory: ~/project')
    expect((await rig.ask(rig.chat, rig.owner, '/cd nowhere')).text).toContain('does not exist')
    expect((await rig.ask(rig.chat, rig.owner, '/cd /etc')).text).toContain('outside the allowed directories')
    expect(rig.domain.sessions.chat(telegramKey({ chatId: rig.chat.id }))?.directory).toBe(`${rig.home}/project`)
  })

  it('changes the directory by buttons', async () => {
    const browser = await rig.ask(rig.chat, rig.owner, '/cd')
    rig.bot.press(browser, '📁 project')
    await rig.bot.waitFor(() => browser.text.includes('~/project'), { what: 'the folder' })
    rig.bot.press(browser, '✔ Use this')
    await rig.bot.waitFor(() => browser.text === 'Directory: ~/project', { what: 'the choice' })
    expect(browser.buttons).toEqual([])
  })

  it('interrupts with /stop past a prompt that waits, and says what still waits', async () => {
    rig.bot.say(rig.chat, rig.owner, 'long work')
    await rig.quiet()
    rig.domain.claude.opened[0]?.begin()
    rig.bot.say(rig.chat, rig.owner, 'and then this')
    await rig.quiet()
    expect((await rig.ask(rig.chat, rig.owner, '/stop')).text).toContain('Stopped.')
    expect(rig.domain.claude.opened[0]?.interrupts).toBe(1)
  })

  it('shows the status of the line with the running tool', async () => {
    rig.bot.say(rig.chat, rig.owner, 'work')
    await rig.quiet()
    const live = rig.domain.claude.opened[0]
    live?.begin()
    live?.say({ type: 'tool started', id: 't1', name: 'Bash', summary: 'npm test', input: {}, parent: null })
    const status = (await rig.ask(rig.chat, rig.owner, '/status')).text
    expect(status).toContain('Status: working')
    expect(status).toContain('Bash npm test')
    expect(status).toContain('1 active session in all: /sessions')
  })

  it('begins a new session with /new and goes back with the button', async () => {
    rig.bot.say(rig.chat, rig.owner, 'first')
    await rig.quiet()
    rig.domain.claude.opened[0]?.answer('done')
    await rig.quiet()
    const fresh = await rig.ask(rig.chat, rig.owner, '/new')
    const previous = rig.domain.sessions.sessionsOf(telegramKey({ chatId: rig.chat.id }))[0]
    expect(fresh.text).toContain(previous?.id.slice(0, 8))
    const list = await rig.ask(rig.chat, rig.owner, '/sessions')
    rig.bot.press(list, `Resume ${previous?.id.slice(0, 8)}`)
    await rig.bot.waitFor(() => rig.bot.messages(rig.chat).at(-1)?.text.startsWith('Back in session'), {
      what: 'the resume',
    })
  })
})

describe('who may speak', () => {
  it('shows a stranger a code, tells the owner, and serves the stranger when let in by the button', async () => {
    await rig.ask(rig.chat, rig.owner, '/start')
    const stranger = rig.bot.person({ name: 'Eve' })
    const chat = rig.bot.privateChat(stranger)
    const told = await rig.ask(chat, stranger, '/start')
    const [pairing] = rig.telegram.pairings()
    expect(told.text).toContain(pairing?.code)
    const question = await rig.bot.waitFor(
      () => rig.bot.messages(rig.chat).find(({ text }) => text.includes('Let Eve')),
      { what: 'the owner is asked' },
    )
    rig.bot.press(question, 'Member')
    await rig.bot.waitFor(() => rig.bot.messages(chat).some(({ text }) => text.includes('You were let in')), {
      what: 'the answer',
    })
    rig.bot.say(chat, stranger, 'hello')
    await rig.quiet()
    expect(given()).toEqual(['hello'])
  })

  it('refuses a stranger once an hour, in private only, and gives nothing to Claude', async () => {
    const stranger = rig.bot.person({ name: 'Eve' })
    const chat = rig.bot.privateChat(stranger)
    const group = rig.bot.supergroup({ members: [stranger] })
    expect((await rig.ask(chat, stranger, 'let me')).text).toContain('private bot')
    for (const text of ['again', '/status', '/stop']) rig.bot.say(chat, stranger, text)
    rig.bot.say(group, stranger, `@${rig.bot.bot.username} hello`)
    await rig.quiet()
    expect(rig.bot.messages(chat, { from: 'bot' })).toHaveLength(1)
    expect(rig.bot.messages(group, { from: 'bot' })).toHaveLength(0)
    expect(given()).toEqual([])
  })

  it('keeps a member below the start directory and from what is the owner’s', async () => {
    const chat = rig.bot.privateChat(rig.member)
    expect((await rig.ask(chat, rig.member, '/cd ..')).text).toContain('outside')
    expect((await rig.ask(chat, rig.member, '/letin ABCDEF')).text).toBe("/letin is the owner's.")
  })
})

describe('restart', () => {
  it('serves what was sent while it was off, once, and an old message with a note', async () => {
    rig.bot.say(rig.chat, rig.owner, 'before')
    await rig.quiet()
    await rig.restart(() => {
      rig.bot.say(rig.chat, rig.owner, 'while off')
      const chat = { id: rig.chat.id, type: 'private', first_name: 'Ann' }
      const from = { id: rig.owner.id, is_bot: false, first_name: 'Ann' }
      rig.bot.raw({
        message: { message_id: 9000, date: Math.round(Date.now() / 1000) - 7300, chat, from, text: 'old' },
      })
    })
    await rig.quiet()
    const key = telegramKey({ chatId: rig.chat.id })
    const texts = [...given(), ...rig.domain.sessions.queue(key).map(({ text }) => text)]
    expect(texts.filter((text) => text === 'before')).toHaveLength(1)
    expect(texts).toEqual(expect.arrayContaining(['before', 'while off', 'old']))
    expect(rig.bot.messages(rig.chat).map(({ text }) => text)).toContain(
      'This was sent 2 h 1 min ago, while Switchboard was not there. It is served now.',
    )
  })
})

describe('groups and topics', () => {
  it('hears commands, mentions and replies in a group, and nothing else', async () => {
    const group = rig.bot.supergroup({ members: [rig.owner], admin: true })
    rig.bot.say(group, rig.owner, 'talk among people')
    rig.bot.say(group, rig.owner, `@${rig.bot.bot.username} do this`)
    rig.bot.say(group, rig.owner, '/new@other_bot')
    await rig.quiet()
    expect(given()).toEqual(['do this'])
  })

  it('keeps each topic as a line of its own', async () => {
    const forum = rig.bot.supergroup({ members: [rig.owner], topics: true })
    rig.bot.say(forum, rig.owner, 'the first message of all; 1 is the id of General')
    const thread = rig.bot.topic(forum, 'Backend')
    rig.bot.say(forum, rig.owner, { text: `@${rig.bot.bot.username} in topic`, thread })
    rig.bot.say(forum, rig.owner, `@${rig.bot.bot.username} in general`)
    await rig.quiet()
    const keys = rig.domain.sessions.chats().map(({ key }) => key)
    expect(keys).toEqual(
      expect.arrayContaining([telegramKey({ chatId: forum.id, threadId: thread }), telegramKey({ chatId: forum.id })]),
    )
  })

  it('opens a topic with /new and a name, in the same directory', async () => {
    const forum = rig.bot.supergroup({ members: [rig.owner], topics: true, admin: true })
    await rig.ask(forum, rig.owner, '/cd project')
    rig.bot.say(forum, rig.owner, '/new Release')
    await rig.bot.waitFor(
      () => rig.bot.messages(forum).some(({ text }) => text === 'The topic “Release” is open. Write there.'),
      { what: 'the topic' },
    )
    const topic = rig.domain.sessions.chats().find(({ kind }) => kind === 'topic')
    expect(topic).toMatchObject({ title: `${forum.title} › Release`, directory: `${rig.home}/project` })
    const plain = await rig.ask(rig.chat, rig.owner, '/new Release')
    await rig.bot.waitFor(() => rig.bot.messages(rig.chat).at(-1)?.text.includes('A new session begins'), {
      what: 'the session',
    })
    expect(plain.text).toContain('No topic could be opened')
  })

  it('keeps session and directory when the group becomes a supergroup', async () => {
    const group = rig.bot.group({ members: [rig.owner] })
    await rig.ask(group, rig.owner, '/cd project')
    const larger = rig.bot.migrate(group)
    await rig.quiet()
    const { sessions } = rig.domain
    expect(sessions.chat(telegramKey({ chatId: larger.id }))?.directory).toBe(`${rig.home}/project`)
    expect(sessions.chat(telegramKey({ chatId: group.id }))).toBeUndefined()
  })

  it('marks a chat that blocked the bot, and takes the mark away', async () => {
    await rig.ask(rig.chat, rig.owner, '/pwd')
    const key = telegramKey({ chatId: rig.chat.id })
    rig.bot.block(rig.owner)
    await rig.quiet()
    expect(rig.domain.sessions.chat(key)?.unreachable).toContain('blocked')
    rig.bot.unblock(rig.owner)
    await rig.quiet()
    expect(rig.domain.sessions.chat(key)?.unreachable).toBeNull()
  })
})
