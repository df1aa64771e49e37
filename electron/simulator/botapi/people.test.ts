import type { Api } from 'grammy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { BotApi, Person } from './api.ts'
import { createBotApi } from './create.ts'
import { clientOf } from './testing.ts'

describe('people', () => {
  let telegram: BotApi
  let api: Api
  let anna: Person
  let bob: Person

  beforeEach(async () => {
    telegram = await createBotApi({ privateTopics: true })
    api = clientOf(telegram)
    anna = telegram.person({ name: 'Anna', username: 'anna' })
    bob = telegram.person({ name: 'Bob' })
  })
  afterEach(() => telegram.close())

  const kinds = () => telegram.pendingUpdates().map((update) => Object.keys(update).find((key) => key !== 'update_id'))

  it('have their commands and mentions marked where they stand', () => {
    const chat = telegram.privateChat(anna)
    expect(telegram.say(chat, anna, '👋 /new@switchboard_test_bot @bob src/new.ts').entities).toEqual([
      { type: 'bot_command', offset: 3, length: 25 },
      { type: 'mention', offset: 29, length: 4 },
    ])
  })

  it('are heard in groups only by command, mention and reply, unless the bot is an administrator', async () => {
    const group = telegram.group({ members: [anna, bob] })
    telegram.say(group, anna, 'just talking')
    telegram.say(group, anna, '/status@other_bot')
    expect(telegram.pendingUpdates()).toEqual([])
    telegram.say(group, anna, '/status')
    telegram.say(group, bob, 'hey @switchboard_test_bot')
    const { message_id: id } = await api.sendMessage(group.id, 'yes?')
    const mine = telegram.messages(group).find((message) => message.id === id)
    if (!mine) throw new Error('the bot has written')
    telegram.say(group, bob, { text: 'go on', replyTo: mine })
    expect(telegram.pendingUpdates()).toHaveLength(3)
    telegram.say(telegram.group({ members: [anna], admin: true }), anna, 'just talking')
    expect(telegram.pendingUpdates()).toHaveLength(4)
  })

  it('press buttons that stand there, and get the answer', async () => {
    const chat = telegram.privateChat(anna)
    await api.sendMessage(chat.id, 'Allow?', {
      reply_markup: { inline_keyboard: [[{ text: 'Allow once', callback_data: 'a:1' }]] },
    })
    const [message] = telegram.messages(chat)
    if (!message) throw new Error('the bot has asked')
    const query = telegram.press(message, 'Allow once')
    expect(telegram.pendingUpdates()).toMatchObject([
      { callback_query: { id: query, data: 'a:1', message: { text: 'Allow?' } } },
    ])
    await api.answerCallbackQuery(query, { text: 'Allowed', show_alert: true })
    expect(telegram.callbackAnswer(query)).toMatchObject({ text: 'Allowed', alert: true })
    await api.editMessageText(chat.id, message.id, 'Allowed by Anna')
    expect(() => telegram.press(message, 'Allow once')).toThrow('No button')
    expect(telegram.press(message, 'a:1', { stale: true })).not.toBe(query)
  })

  it('send albums, forwards, quotes, places, voices and stickers as Telegram shows them', () => {
    const chat = telegram.privateChat(anna)
    const bytes = new Uint8Array(3)
    const [one, two] = telegram.album(chat, anna, [{ photo: { bytes }, text: 'both' }, { photo: { bytes } }])
    expect(one?.json).toMatchObject({ caption: 'both' })
    expect(two?.json.media_group_id).toBe(one?.json.media_group_id)
    expect(telegram.say(chat, anna, { text: 'x', forwardedFrom: 'Eve' }).json).toMatchObject({
      forward_origin: { type: 'hidden_user', sender_user_name: 'Eve' },
    })
    const first = telegram.say(chat, anna, 'a long story')
    expect(telegram.say(chat, anna, { text: 'why?', replyTo: first, quote: 'long' }).json).toMatchObject({
      reply_to_message: { text: 'a long story' },
      quote: { text: 'long' },
    })
    expect(telegram.say(chat, anna, { location: { latitude: 50, longitude: 14 } }).json).toMatchObject({
      location: { latitude: 50 },
    })
    expect(telegram.say(chat, anna, { voice: { bytes } }).json).toMatchObject({ voice: { mime_type: 'audio/ogg' } })
    expect(telegram.say(chat, anna, { sticker: { emoji: '🎉' } }).json).toHaveProperty('sticker')
  })

  it('write in topics: replies name the thread there, and a plain supergroup reply names one without being in a topic', async () => {
    const forum = telegram.supergroup({ topics: true, members: [anna], admin: true })
    const thread = telegram.topic(forum, 'Work')
    expect(telegram.say(forum, anna, { text: 'x', thread }).json).toMatchObject({
      message_thread_id: thread,
      is_topic_message: true,
      reply_to_message: { forum_topic_created: { name: 'Work' } },
    })
    expect(telegram.say(forum, anna, 'in General').json).not.toHaveProperty('message_thread_id')
    const plain = telegram.supergroup({ members: [anna], admin: true })
    const root = telegram.say(plain, anna, 'root')
    const reply = telegram.say(plain, anna, { text: 'reply', replyTo: root })
    expect(reply.json).toMatchObject({ message_thread_id: root.id })
    expect(reply.json).not.toHaveProperty('is_topic_message')
    const chat = telegram.privateChat(anna)
    const { message_thread_id: own } = await api.createForumTopic(chat.id, 'Mine')
    await api.sendMessage(chat.id, 'here', { message_thread_id: own })
    expect(telegram.messages(chat, { thread: own })).toHaveLength(1)
  })

  it('block, edit, migrate and remove, and the bot is told', () => {
    const chat = telegram.privateChat(anna)
    telegram.edit(telegram.say(chat, anna, 'helo'), 'hello')
    telegram.block(anna)
    telegram.say(chat, anna, 'not heard')
    const group = telegram.group({ members: [anna] })
    telegram.join(group, anna)
    const grown = telegram.migrate(group)
    telegram.kick(grown, anna)
    telegram.raw({ something_new: { x: 1 } })
    expect(kinds()).toEqual([
      'message',
      'edited_message',
      'my_chat_member',
      'my_chat_member',
      'message',
      'message',
      'message',
      'my_chat_member',
      'something_new',
    ])
    const messages = telegram.pendingUpdates().flatMap((update) => update.message ?? [])
    expect(messages.map(({ migrate_to_chat_id: to, migrate_from_chat_id: from }) => to ?? from)).toEqual([
      undefined,
      undefined,
      grown.id,
      group.id,
    ])
  })
})
