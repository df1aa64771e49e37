import { Api, InputFile } from 'grammy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { openChat, refusalOf } from './testing.ts'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

describe('what Telegram refuses, the simulator refuses in the same words', () => {
  let here: Awaited<ReturnType<typeof openChat>>
  beforeEach(async () => {
    here = await openChat()
  })
  afterEach(() => here.telegram.close())

  const send = (text: string, other: Parameters<Api['sendMessage']>[2] = {}): Promise<string> =>
    refusalOf(here.api.sendMessage(here.chat.id, text, other))

  it('a wrong token and an unknown method', async () => {
    const stranger = new Api('1:wrong', { apiRoot: here.telegram.url })
    expect(await refusalOf(stranger.getMe())).toBe('401 Unauthorized')
    const answer = await fetch(`${here.telegram.url}/bot${here.telegram.token}/makeCoffee`)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toEqual({ ok: false, error_code: 404, description: 'Not Found: method not found' })
  })

  it('text that is empty, blank or too long', async () => {
    expect(await send('')).toBe('400 Bad Request: message text is empty')
    expect(await send(' \n\u200b ')).toBe('400 Bad Request: text must be non-empty')
    expect(await send('a'.repeat(4097))).toBe('400 Bad Request: message is too long')
    const { message_id: id, text } = await here.api.sendMessage(here.chat.id, '👉'.repeat(4096))
    expect(text).toHaveLength(8192)
    expect(await refusalOf(here.api.editMessageText(here.chat.id, id, 'a'.repeat(4097)))).toBe(
      '400 Bad Request: MESSAGE_TOO_LONG',
    )
  })

  it('entities outside the text or within a character', async () => {
    const bold = (offset: number, length: number) => send('a👉b', { entities: [{ type: 'bold', offset, length }] })
    expect(await bold(2, 1)).toBe('400 Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 5')
    expect(await bold(0, 2)).toBe(
      '400 Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 5',
    )
    expect(await bold(0, 9)).toBe(
      '400 Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9',
    )
    expect(await bold(9, 1)).toBe('400 Bad Request: entity begins after the end of the text at UTF-16 offset 9')
    expect(await bold(-1, 1)).toBe('400 Bad Request: receive an entity with incorrect offset -1')
    const link = { type: 'text_link' as const, offset: 0, length: 1, url: 'http://localhost' }
    expect(await send('a', { entities: [link] })).toBe(
      "400 Bad Request: entity URL 'http://localhost' is invalid: Wrong HTTP URL",
    )
  })

  it('markup that does not close', async () => {
    expect(await send('<b>x', { parse_mode: 'HTML' })).toBe(
      `400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`,
    )
    expect(await send('a.', { parse_mode: 'MarkdownV2' })).toBe(
      "400 Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
    )
  })

  it('buttons that are no buttons', async () => {
    const button = (one: object) =>
      send('x', { reply_markup: { inline_keyboard: [[one as { text: string; url: string }]] } })
    expect(await button({ text: 'x', callback_data: 'ž'.repeat(33) })).toBe('400 Bad Request: BUTTON_DATA_INVALID')
    expect(await button({ text: 'x', callback_data: '' })).toBe('400 Bad Request: BUTTON_DATA_INVALID')
    expect(await button({ text: 'x' })).toBe('400 Bad Request: text buttons are unallowed in the inline keyboard')
    expect(await button({ text: 'x', url: 'http://localhost' })).toBe(
      "400 Bad Request: inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
    )
    await here.api.sendMessage(here.chat.id, 'x', {
      reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'a'.repeat(64) }]] },
    })
  })

  it('chats where it cannot write', async () => {
    expect(await refusalOf(here.api.sendMessage(999, 'x'))).toBe('400 Bad Request: chat not found')
    here.telegram.block(here.anna)
    expect(await send('x')).toBe('403 Forbidden: bot was blocked by the user')
    const group = here.telegram.group({ members: [here.anna] })
    here.telegram.kick(group, here.anna)
    expect(await refusalOf(here.api.sendMessage(group.id, 'x'))).toBe(
      '403 Forbidden: bot was kicked from the group chat',
    )
  })

  it('a group that has become a supergroup, naming where it went', async () => {
    const group = here.telegram.group({ members: [here.anna] })
    const grown = here.telegram.migrate(group)
    await expect(here.api.sendMessage(group.id, 'x')).rejects.toMatchObject({
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: grown.id },
    })
    await here.api.sendMessage(grown.id, 'x')
  })

  it('topics that are not there, and the General topic by its number', async () => {
    const forum = here.telegram.supergroup({ topics: true, members: [here.anna] })
    const topic = here.telegram.topic(forum, 'Work')
    await here.api.sendMessage(forum.id, 'x', { message_thread_id: topic })
    const to = (thread: number) => refusalOf(here.api.sendMessage(forum.id, 'x', { message_thread_id: thread }))
    here.telegram.topic(forum, 'Play')
    expect(await to(999)).toBe('400 Bad Request: message thread not found')
    const general = here.telegram.supergroup({ topics: true, members: [here.anna] })
    here.telegram.say(general, here.anna, 'the first message, with id 1')
    expect(await refusalOf(here.api.sendMessage(general.id, 'x', { message_thread_id: 1 }))).toBe(
      '400 Bad Request: message thread not found',
    )
  })

  it('replies to and edits of messages that are not there, or are the same', async () => {
    expect(await send('x', { reply_parameters: { message_id: 77 } })).toBe(
      '400 Bad Request: message to be replied not found',
    )
    expect(await refusalOf(here.api.editMessageText(here.chat.id, 77, 'x'))).toBe(
      '400 Bad Request: message to edit not found',
    )
    expect(await refusalOf(here.api.deleteMessage(here.chat.id, 77))).toBe(
      '400 Bad Request: message to delete not found',
    )
    const { message_id: id } = await here.api.sendMessage(here.chat.id, 'same')
    expect(await refusalOf(here.api.editMessageText(here.chat.id, id, ' same '))).toBe(
      '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
    const said = here.telegram.say(here.chat, here.anna, 'mine')
    expect(await refusalOf(here.api.editMessageText(here.chat.id, said.id, 'x'))).toBe(
      "400 Bad Request: message can't be edited",
    )
  })

  it('old callback queries, unknown reactions, drafts in groups and without an id', async () => {
    expect(await refusalOf(here.api.answerCallbackQuery('1'))).toBe(
      '400 Bad Request: query is too old and response timeout expired or query ID is invalid',
    )
    const { id } = here.telegram.say(here.chat, here.anna, 'x')
    const react = (emoji: string) =>
      here.api.setMessageReaction(here.chat.id, id, [{ type: 'emoji', emoji: emoji as '👍' }])
    expect(await refusalOf(react('✅'))).toBe('400 Bad Request: REACTION_INVALID')
    for (const emoji of ['👀', '✍', '🤔', '👍', '👎', '⚡', '🔥', '💯', '🫡', '❤‍🔥', '🤷‍♀']) await react(emoji)
    expect(await refusalOf(here.api.raw.sendMessageDraft({ chat_id: here.chat.id, draft_id: 0, text: 'x' }))).toContain(
      '400',
    )
    const group = here.telegram.group({ members: [here.anna] })
    expect(await refusalOf(here.api.raw.sendMessageDraft({ chat_id: group.id, draft_id: 1, text: 'x' }))).toBe(
      '400 Bad Request: TEXTDRAFT_PEER_INVALID',
    )
  })

  it('files that are too large or no picture', async () => {
    const large = here.telegram.say(here.chat, here.anna, {
      document: { bytes: new Uint8Array(1), size: 20 * 1024 * 1024 + 1 },
    })
    expect(await refusalOf(here.api.getFile(large.file?.id ?? ''))).toBe('400 Bad Request: file is too big')
    expect(await refusalOf(here.api.sendPhoto(here.chat.id, new InputFile(Buffer.from('text'), 'a.png')))).toBe(
      '400 Bad Request: IMAGE_PROCESS_FAILED',
    )
    const heavy = Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)])
    expect(await refusalOf(here.api.sendPhoto(here.chat.id, new InputFile(heavy, 'a.png')))).toBe(
      `400 Bad Request: file of size ${heavy.length} bytes is too big for a photo; the maximum size is 10485760 bytes`,
    )
    expect(
      await refusalOf(here.api.sendDocument(here.chat.id, new InputFile(PNG), { caption: 'a'.repeat(1025) })),
    ).toBe('400 Bad Request: message caption is too long')
  })
})
