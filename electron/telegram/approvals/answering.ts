import type { Approval } from '../../shared/approval.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { joiningOf } from '../intake/grouping.ts'
import type { TgMessage } from '../intake/update.ts'
import { isPrivate } from '../private-chat.ts'

/** What a message says about which approval it answers. */
export interface Answering {
  /** The message that it replies to; undefined for none. */
  readonly replyTo: number | undefined
  /** When it was sent (epoch ms), for a person's own few words; null for files, forwards, commands and long pastes. */
  readonly wordsAt: number | null
}

/** Reads what a message may answer. Pure. */
export function answeringOf(message: TgMessage, isCommand: boolean): Answering {
  const replied = message.reply_to_message
  const words = message.text !== undefined && message.via_bot === undefined && joiningOf(message, isCommand) === 'plain'
  return {
    // In a topic every message "replies" to the one that opened it.
    replyTo: replied?.forum_topic_created === undefined ? replied?.message_id : undefined,
    wordsAt: words ? message.date * 1000 : null,
  }
}

/** Telegram's dates are whole seconds. */
const SECOND = 1000

/**
 * The question that words answer which reply to nothing: in a private chat the only one that is open, if it was asked
 * before they were sent. What was written before is a prompt; it only came late. Pure.
 */
export function questionFor(
  open: readonly Approval[],
  chat: ChatKey,
  { replyTo, wordsAt }: Answering,
): Approval | undefined {
  if (replyTo !== undefined || wordsAt === null || !isPrivate(chat)) return undefined
  const [question, ...others] = open.filter(({ kind }) => kind === 'question')
  return question && others.length === 0 && question.askedAt < wordsAt + SECOND ? question : undefined
}
