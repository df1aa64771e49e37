import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { systemClock } from '../../shared/clock.ts'
import { telegramKey } from '../../shared/ids.ts'
import { createRig } from '../testing/rig.ts'

let rig: Awaited<ReturnType<typeof createRig>>
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

const key = () => telegramKey({ chatId: rig.chat.id })
const texts = () => rig.domain.claude.opened.flatMap((live) => live.given.map(({ text }) => text))
const answers = () => rig.bot.messages(rig.chat, { from: 'bot' }).map(({ text }) => text)
let ids = 5000
/** A message as Telegram's server would send it, with what the simulator's people cannot say. */
const raw = (more: object) =>
  rig.bot.raw({
    message: {
      message_id: ++ids,
      date: Math.round(Date.now() / 1000),
      chat: { id: rig.chat.id, type: 'private', first_name: 'Ann' },
      from: { id: rig.owner.id, is_bot: false, first_name: 'Ann' },
      ...more,
    },
  })
const turnWith = async (slashCommands: readonly string[], text = 'work') => {
  rig.bot.say(rig.chat, rig.owner, text)
  await rig.quiet()
  const live = rig.domain.claude.last
  live.begin()
  live.say({ type: 'turn started', model: 'm', mode: 'default', slashCommands })
  live.end({ how: 'done' }, 'ok')
  await rig.quiet()
}

describe('a message that tells of something and asks for nothing', () => {
  it('is let be: pinned, another background, a timer, a write access', async () => {
    const pinned = { message_id: 1, date: 1, chat: { id: rig.chat.id, type: 'private' }, text: 'x' }
    for (const event of [
      { pinned_message: pinned },
      { chat_background_set: {} },
      { message_auto_delete_timer_changed: { message_auto_delete_time: 60 } },
      { write_access_allowed: {} },
      { successful_payment: {} },
    ])
      raw(event)
    await rig.quiet()
    expect(answers()).toEqual([])
    expect(texts()).toEqual([])
  })

  it('is answered where it is a thing that a person sent', async () => {
    const said: string[] = []
    for (const thing of ['story', 'game', 'checklist', 'paid_media', 'poll', 'contact', 'dice', 'video_note']) {
      raw({ [thing]: {} })
      await rig.quiet()
      said.push(answers().at(-1) ?? '')
    }
    expect(said.map((text) => /^I do not understand ([a-z ]+)\. Send text/.exec(text)?.[1])).toEqual([
      'stories',
      'games',
      'checklists',
      'paid media',
      'polls',
      'contacts',
      'dice',
      'video messages',
    ])
    raw({ text: '   ' })
    await rig.quiet()
    expect(answers().at(-1)).toBe('This message is empty. Write what is to be done.')
  })

  it('is a place where it has a name, and nothing more than a sign where it is a reaction', async () => {
    raw({ venue: { location: { latitude: 1, longitude: 2 }, title: 'Café', address: 'Main St 1' } })
    await rig.quiet()
    expect(texts()).toEqual(['Location: Café, Main St 1 (1, 2)'])
    rig.domain.claude.last.answer('there')
    await rig.quiet()
    expect(rig.domain.sessions.chat(key())?.unread).toBe(true)
    const [message] = rig.bot.messages(rig.chat)
    const react = (id: number) =>
      rig.bot.raw({
        message_reaction: {
          chat: { id: rig.chat.id, type: 'private', first_name: 'Ann' },
          message_id: message?.id ?? 1,
          date: 1,
          user: { id, is_bot: false, first_name: 'X' },
          old_reaction: [],
          new_reaction: [{ type: 'emoji', emoji: '👍' }],
        },
      })
    react(4_711)
    await rig.quiet()
    expect(rig.domain.sessions.chat(key())?.unread).toBe(true)
    react(rig.owner.id)
    await rig.quiet()
    expect(rig.domain.sessions.chat(key())?.unread).toBe(false)
  })
})

describe('Claude’s own commands', () => {
  it('are told of when Claude has named them, however they are written', async () => {
    expect((await rig.ask(rig.chat, rig.owner, '/review-all')).text).toMatch(
      /^There is no \/review-all\..*Claude's own are known when it has answered here once\.$/,
    )
    const names = ['Review-All', 'plugin:deploy']
    await turnWith(names)
    expect((await rig.ask(rig.chat, rig.owner, '/help')).text).toMatch(/Claude's own\n\/Review-All \/plugin:deploy$/)
    await turnWith(names, '/review-all src')
    expect(texts().at(-1)).toBe('/Review-All src')
    await turnWith(names, '/plugin:deploy')
    expect(texts().at(-1)).toBe('/plugin:deploy')
    expect((await rig.ask(rig.chat, rig.owner, '/nothing')).text).not.toContain("Claude's own")
  })

  it('of one chat are offered in another that has had no turn yet', async () => {
    await turnWith(['deploy'])
    const other = rig.bot.privateChat(rig.member)
    rig.bot.say(other, rig.member, '/deploy now')
    await rig.quiet()
    expect(texts().at(-1)).toBe('/deploy now')
  })
})

describe('a draft’s own stop button', () => {
  it('stops the turn of a person who was let in, in that chat or topic only', async () => {
    rig.bot.say(rig.chat, rig.owner, 'long work')
    await rig.quiet()
    rig.domain.claude.last.begin()
    const stop = (id: number, thread?: number) =>
      rig.bot.raw({
        stopped_message_generation: {
          chat: { id, type: 'private', first_name: 'X' },
          draft_id: 1,
          ...(thread !== undefined && { message_thread_id: thread }),
        },
      })
    stop(4_711)
    stop(rig.chat.id, 77)
    await rig.quiet()
    expect(rig.domain.claude.last.interrupts).toBe(0)
    stop(rig.chat.id)
    await rig.bot.waitFor(() => rig.domain.claude.last.interrupts === 1, { what: 'the stop' })
  })
})

describe('a group', () => {
  it('has the name that it has now, and is known by the topic’s name', async () => {
    const group = rig.bot.group({ title: 'Old name', members: [rig.owner] })
    await rig.ask(group, rig.owner, '/pwd')
    const chat = { id: group.id, type: 'group', title: 'New name' }
    const from = { id: rig.owner.id, is_bot: false, first_name: 'Ann' }
    const renamed = { message_id: 1, date: 1, chat, from, new_chat_title: 'New name' }
    rig.bot.raw({ message: { ...renamed, from: { ...from, id: 4_711 }, chat: { ...chat, title: 'Hacked' } } })
    await rig.quiet()
    expect(rig.domain.sessions.chat(telegramKey({ chatId: group.id }))?.title).toBe('Old name')
    rig.bot.raw({ message: renamed })
    // Of a chat that nobody has used, no record is made.
    rig.bot.raw({ message: { ...renamed, chat: { ...chat, id: -999 } } })
    await rig.quiet()
    expect(rig.domain.sessions.chat(telegramKey({ chatId: group.id }))?.title).toBe('New name')
    expect(rig.domain.sessions.chat(telegramKey({ chatId: -999 }))).toBeUndefined()
  })

  it('is served where it was thought to be gone, as soon as somebody writes there', async () => {
    await rig.ask(rig.chat, rig.owner, '/pwd')
    await rig.domain.sessions.setUnreachable(key(), 'the bot was blocked in this chat')
    await rig.ask(rig.chat, rig.owner, '/pwd')
    expect(rig.domain.sessions.chat(key())?.unreachable).toBeNull()
  })
})

describe('a group with topics that becomes a supergroup', () => {
  it('keeps each topic, once, though Telegram says it twice', async () => {
    const { sessions } = rig.domain
    const [before, after] = [
      telegramKey({ chatId: -77, threadId: 5 }),
      telegramKey({ chatId: -1_000_077, threadId: 5 }),
    ]
    await sessions.ensureChat({ key: before, kind: 'topic', title: 'Old › API' })
    const chat = (id: number, type: string) => ({ id, type, title: 'Old' })
    const from = { id: 1, is_bot: false, first_name: 'X' }
    const said = { message_id: 1, date: 1, from }
    rig.bot.raw({ message: { ...said, chat: chat(-77, 'group'), migrate_to_chat_id: -1_000_077 } })
    rig.bot.raw({ message: { ...said, chat: chat(-1_000_077, 'supergroup'), migrate_from_chat_id: -77 } })
    await rig.quiet()
    expect(sessions.chat(after)?.title).toBe('Old › API')
    expect(sessions.chat(before)).toBeUndefined()
  })
})

describe('an update that cannot be handled', () => {
  it('is tried again, and then its sender is told', async () => {
    await rig.close()
    // The waits between the tries are over in a hundredth of their time.
    rig = await createRig({ clock: { now: systemClock.now, after: (ms, run) => systemClock.after(ms / 100, run) } })
    let tries = 0
    rig.domain.sessions.rename = () => {
      tries += 1
      return Promise.reject(new Error('EIO: the disk is broken'))
    }
    rig.bot.say(rig.chat, rig.owner, '/name x')
    await rig.bot.waitFor(() => answers().some((text) => text.includes('EIO')), {
      what: 'the notice',
    })
    expect(tries).toBe(4)
    expect(answers().at(-1)).toBe('This message could not be handled: EIO: the disk is broken. Send it again.')
  })
})
