import { lengthOf } from '../formatted-text.ts'
import { readButtons } from '../keyboard.ts'
import type { StoredMessage } from '../message.ts'
import { badRequest } from '../refusal.ts'
import type { Call, Methods } from './call.ts'
import { readPosting } from './posting.ts'
import { targetChat, targetMessage, targetThread } from './target.ts'
import { readWords } from './words.ts'

/** Characters of a message after parsing. */
const LONGEST_TEXT = 4096
/** Characters of a caption after parsing. */
export const LONGEST_CAPTION = 1024

const sendMessage = (call: Call): unknown => {
  const { params, world } = call
  const source = params.text('text')
  if (!source) throw badRequest('message text is empty')
  const words = readWords(call, source, 'entities')
  const { state, posting } = readPosting(call)
  if (!words.text) throw badRequest('text must be non-empty')
  if (lengthOf(words.text) > LONGEST_TEXT) throw badRequest('message is too long')
  const message = world.post(state, { ...words, ...posting })
  world.changes.changed()
  return message.json
}

/** A message of the bot's own, or Telegram's refusal. */
const ownMessage = (call: Call): StoredMessage => {
  const message = targetMessage(call, targetChat(call), 'edit')
  if (message.from !== 'bot') throw badRequest("message can't be edited")
  return message
}

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as ' +
  'a current content and reply markup of the message'

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const edit = (
  call: Call,
  message: StoredMessage,
  to: Pick<StoredMessage, 'text' | 'entities' | 'buttons' | 'altered'>,
): unknown => {
  const shown = (words: Pick<StoredMessage, 'text' | 'entities' | 'buttons'>): unknown => [
    words.text,
    words.entities,
    words.buttons,
  ]
  if (same(shown(message), shown(to))) throw badRequest(NOT_MODIFIED)
  const { text, entities, buttons, altered } = to
  message.change(call.world.clock.now(), { text, entities, buttons, altered })
  call.world.changes.changed()
  return message.json
}

const editMessageText = (call: Call): unknown => {
  const source = call.params.text('text')
  if (!source) throw badRequest('message text is empty')
  const words = readWords(call, source, 'entities')
  const buttons = readButtons(call.params)
  const message = ownMessage(call)
  if (message.file) throw badRequest('there is no text in the message to edit')
  if (!words.text) throw badRequest('text must be non-empty')
  if (lengthOf(words.text) > LONGEST_TEXT) throw badRequest('MESSAGE_TOO_LONG')
  return edit(call, message, { ...words, buttons })
}

const editMessageCaption = (call: Call): unknown => {
  const words = readWords(call, call.params.text('caption'), 'caption_entities')
  const buttons = readButtons(call.params)
  const message = ownMessage(call)
  if (!message.file) throw badRequest('there is no caption in the message to edit')
  if (lengthOf(words.text) > LONGEST_CAPTION) throw badRequest('MEDIA_CAPTION_TOO_LONG')
  return edit(call, message, { ...words, buttons })
}

const editMessageReplyMarkup = (call: Call): unknown => {
  const buttons = readButtons(call.params)
  const message = ownMessage(call)
  const { text, entities, altered } = message
  return edit(call, message, { text, entities, altered, buttons })
}

const deleteMessage = (call: Call): unknown => {
  const state = targetChat(call)
  const message = targetMessage(call, state, 'delete')
  const others = message.from === 'person' && state.chat.kind !== 'private'
  if (others && state.bot !== 'administrator') throw badRequest("message can't be deleted")
  message.deleted = true
  call.world.changes.changed()
  return true
}

const sendMessageDraft = (call: Call): unknown => {
  const { params, world } = call
  const words = readWords(call, params.text('text'), 'entities')
  const state = targetChat(call)
  if (state.chat.kind !== 'private') throw badRequest('TEXTDRAFT_PEER_INVALID')
  const id = params.int('draft_id')
  // The documentation says "must be non-zero"; the server's wording for it was not found in the public sources.
  if (!id) throw badRequest('draft_id must be non-zero')
  if (lengthOf(words.text) > LONGEST_TEXT) throw badRequest('message is too long')
  const thread = targetThread(call, state)
  const { text, entities } = words
  state.drafts.push({ at: world.clock.now(), id, text, entities, thread, canStop: params.flag('can_stop') })
  world.changes.changed()
  return true
}

export const messageMethods: Methods = {
  sendMessage,
  editMessageText,
  editMessageCaption,
  editMessageReplyMarkup,
  deleteMessage,
  sendMessageDraft,
}
