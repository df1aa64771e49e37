import { lengthOf } from '../formatted-text.ts'
import { badRequest } from '../refusal.ts'
import type { Call, Methods } from './call.ts'
import { targetChat, targetMessage, targetThread } from './target.ts'

/** All that a bot may react with; no U+FE0F among them. From the Bot API's `ReactionTypeEmoji`. */
const REACTIONS = new Set(
  (
    '👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 ' +
    '👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡'
  ).split(' '),
)

const ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
])

/** Characters of a callback answer. */
const LONGEST_ANSWER = 200

interface Reaction {
  readonly type: string
  readonly emoji?: string
}

const setMessageReaction = (call: Call): unknown => {
  const reactions = (call.params.json('reaction') as readonly Reaction[] | undefined) ?? []
  const message = targetMessage(call, targetChat(call), 'react')
  if (reactions.length > 1) throw badRequest('REACTIONS_TOO_MANY')
  for (const { type, emoji = '' } of reactions) {
    if (type !== 'emoji' || !REACTIONS.has(emoji)) throw badRequest('REACTION_INVALID')
  }
  message.reactions = reactions.map(({ emoji = '' }) => emoji)
  call.world.changes.changed()
  return true
}

const sendChatAction = (call: Call): unknown => {
  const { params, world } = call
  const action = params.text('action')
  if (!ACTIONS.has(action)) throw badRequest('wrong parameter action in request')
  const state = targetChat(call)
  state.actions.push({ at: world.clock.now(), action, thread: targetThread(call, state) })
  world.changes.changed()
  return true
}

const answerCallbackQuery = ({ params, world }: Call): unknown => {
  const query = world.callbacks.get(params.text('callback_query_id'))
  if (!query || query.expired) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  }
  const text = params.text('text')
  if (lengthOf(text) > LONGEST_ANSWER) throw badRequest('MESSAGE_TOO_LONG')
  query.answer = { at: world.clock.now(), text, alert: params.flag('show_alert') }
  world.changes.changed()
  return true
}

export const signMethods: Methods = { setMessageReaction, sendChatAction, answerCallbackQuery }
