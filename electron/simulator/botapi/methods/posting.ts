import { readButtons } from '../keyboard.ts'
import type { NewMessage } from '../message.ts'
import type { ChatState } from '../world.ts'
import type { Call } from './call.ts'
import { targetChat, targetReply, targetThread } from './target.ts'

/** Where a new message of the bot goes and how it stands there: what all that send have in common. Refuses as Telegram does. */
export const readPosting = (
  call: Call,
): {
  readonly state: ChatState
  readonly posting: Pick<NewMessage, 'person' | 'buttons' | 'thread' | 'replied' | 'inTopic' | 'silent'>
} => {
  const buttons = readButtons(call.params)
  const state = targetChat(call)
  const thread = targetThread(call, state)
  const replied = targetReply(call, state)
  const inTopic = thread !== null && state.chat.topics
  const silent = call.params.flag('disable_notification')
  return { state, posting: { person: null, buttons, thread, replied, inTopic, silent } }
}
