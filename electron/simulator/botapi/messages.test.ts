import { type Api, InputFile } from 'grammy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { BotApi, Person, SimChat } from './api.ts'
import { openChat } from './testing.ts'

describe('what stands in a chat', () => {
  let telegram: BotApi
  let api: Api
  let anna: Person
  let chat: SimChat

  beforeEach(async () => {
    ;({ telegram, api, anna, chat } = await openChat())
  })
  afterEach(() => telegram.close())

  it('is the last version of each message, with its history and without its control characters', async () => {
    const sent = await api.sendMessage(chat.id, ' one\r\u0001two ', {
      disable_notification: true,
      reply_markup: { inline_keyboard: [[{ text: 'Stop', callback_data: 'stop' }]] },
    })
    expect(sent.text).toBe('one two')
    await api.editMessageText(chat.id, sent.message_id, 'three')
    const [message] = telegram.messages(chat)
    expect(message).toMatchObject({ text: 'three', silent: true, buttons: [], from: 'bot' })
    expect(message?.edits).toMatchObject([{ text: 'one two', buttons: [[{ text: 'Stop' }]] }])
  })

  it('moves entities along with what is trimmed and removed, and names what Telegram would lose', async () => {
    const sent = await api.sendMessage(chat.id, '  a\r bold', {
      entities: [
        { type: 'bold', offset: 5, length: 4 },
        { type: 'url', offset: 0, length: 2 },
      ],
    })
    expect(sent).toMatchObject({ text: 'a bold', entities: [{ type: 'bold', offset: 2, length: 4 }] })
    await api.sendMessage(chat.id, 'code', {
      entities: [
        { type: 'code', offset: 0, length: 4 },
        { type: 'italic', offset: 1, length: 2 },
      ],
    })
    const last = telegram.messages(chat).at(-1)
    expect(last?.entities).toEqual([{ type: 'code', offset: 0, length: 4 }])
    expect(last?.altered).toEqual(['italic at 1–3 is lost to code at 0–4'])
  })

  it('takes uploads with hostile names and gives files back as they were', async () => {
    const bytes = Buffer.from('hello\r\n--x\r\nworld')
    await api.sendDocument(chat.id, new InputFile(bytes, 'my ž file.txt'), { caption: 'look' })
    const [message] = telegram.messages(chat)
    expect(message).toMatchObject({ text: 'look', file: { kind: 'document', name: 'my ž file.txt' } })
    expect(Buffer.from(message?.file?.bytes ?? [])).toEqual(bytes)
    const said = telegram.say(chat, anna, { photo: { bytes: Buffer.from('picture') }, text: 'see' })
    expect(said.json).toMatchObject({ caption: 'see', photo: [{ width: 90 }, { width: 800 }] })
    const file = await api.getFile(said.file?.id ?? '')
    const got = await fetch(`${telegram.url}/file/bot${telegram.token}/${file.file_path}`)
    expect(await got.text()).toBe('picture')
  })

  it('shows drafts, actions, reactions, commands and pins', async () => {
    await api.raw.sendMessageDraft({ chat_id: chat.id, draft_id: 7, text: 'so far' })
    await api.sendChatAction(chat.id, 'typing')
    await api.setMyCommands([{ command: 'new', description: 'New session' }])
    const said = telegram.say(chat, anna, 'x')
    await api.setMessageReaction(chat.id, said.id, [{ type: 'emoji', emoji: '👀' }])
    await api.pinChatMessage(chat.id, said.id)
    expect(telegram.drafts(chat)).toMatchObject([{ id: 7, text: 'so far' }])
    expect(telegram.actions(chat)).toMatchObject([{ action: 'typing' }])
    expect(telegram.commands()).toEqual([{ command: 'new', description: 'New session' }])
    expect(said).toMatchObject({ reactions: ['👀'], pinned: true })
    expect(await api.getMe()).toMatchObject({ username: 'switchboard_test_bot', has_topics_enabled: false })
  })

  it('waits for a fact without asking again and again, and says what did not come about', async () => {
    const fact = telegram.waitFor(() => telegram.messages(chat).find(({ text }) => text === 'now'))
    await api.sendMessage(chat.id, 'now')
    expect((await fact).text).toBe('now')
    await expect(telegram.waitFor(() => false, { timeoutMs: 5, what: 'pigs fly' })).rejects.toThrow('pigs fly')
  })
})
