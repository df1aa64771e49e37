import type { StoredMessage } from '../message.ts'
import { type RefusalParameters, badRequest, forbidden, Refusal } from '../refusal.ts'
import type { ChatState } from '../world.ts'
import type { Call } from './call.ts'

const moved = (to: number): Refusal => {
  const parameters: RefusalParameters = { migrate_to_chat_id: to }
  return new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', parameters)
}

/** The chat that the call names, where the bot may act in it. */
export const targetChat = ({ params, world }: Call): ChatState => {
  if (!params.has('chat_id')) throw badRequest('chat_id is empty')
  const state = world.chats.get(params.int('chat_id') ?? Number.NaN)
  if (!state) throw badRequest('chat not found')
  if (state.migratedTo !== null) throw moved(state.migratedTo)
  const kind = state.chat.kind === 'supergroup' ? 'supergroup chat' : 'group chat'
  switch (state.bot) {
    case 'blocked':
      throw forbidden('bot was blocked by the user')
    case 'kicked':
      throw forbidden(`bot was kicked from the ${kind}`)
    case 'left':
      throw forbidden(`bot is not a member of the ${kind}`)
    case 'never':
      throw forbidden("bot can't initiate conversation with a user")
    default:
      return state
  }
}

/**
 * The thread that is written to; null is the chat itself. A forum's General topic has id 1 in updates,
 * but sends that name it are refused.
 */
export const targetThread = ({ params }: Call, state: ChatState): number | null => {
  if (!params.has('message_thread_id')) return null
  const thread = params.int('message_thread_id')
  const exists = thread !== null && (state.topics.has(thread) || (!state.chat.topics && state.messages.has(thread)))
  if (!exists || state.chat.kind === 'group') throw badRequest('message thread not found')
  return thread
}

interface ReplyParameters {
  readonly message_id?: number
  readonly allow_sending_without_reply?: boolean
}

/** The message that is replied to; null for none. */
export const targetReply = ({ params }: Call, state: ChatState): StoredMessage | null => {
  const reply = params.json('reply_parameters') as ReplyParameters | undefined
  const id = reply?.message_id ?? params.int('reply_to_message_id')
  if (!id) return null
  const message = state.messages.get(id)
  if (message && !message.deleted) return message
  if (reply?.allow_sending_without_reply || params.flag('allow_sending_without_reply')) return null
  throw badRequest('message to be replied not found')
}

/** The message of this call, which must be there; `act` is the word in the error ("edit", "delete", …). */
export const targetMessage = ({ params }: Call, state: ChatState, act: string): StoredMessage => {
  const id = params.int('message_id')
  if (id === null) throw badRequest('message identifier is not specified')
  const message = state.messages.get(id)
  if (!message || message.deleted) throw badRequest(`message to ${act} not found`)
  return message
}
