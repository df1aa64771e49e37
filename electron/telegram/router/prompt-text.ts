import { LONG_TEXT } from '../intake/grouping.ts'
import type { TgMessage } from '../intake/update.ts'
import { titleOf } from './address.ts'
import type { Me } from './addressed.ts'
import { withoutAddress } from './addressed.ts'

type Origin = NonNullable<TgMessage['forward_origin']>

const originName = (origin: Origin): string => {
  const user = origin.sender_user
  if (user) return [user.first_name, user.last_name].filter(Boolean).join(' ')
  const chat = origin.sender_chat ?? origin.chat
  return origin.sender_user_name ?? (chat ? titleOf(chat) : 'somebody')
}

/** Who wrote the words, where it was not the person who sent them; Claude would take such words for a command too. */
const writerOf = ({ forward_origin: origin, via_bot: bot }: TgMessage): string | null => {
  if (origin !== undefined) return `Forwarded from ${originName(origin)}:`
  return bot === undefined ? null : `Through @${bot.username ?? bot.id}:`
}

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')

/** The message that was replied to, as a quote. In a topic, every message formally replies to the topic's first one. */
const replyPart = ({ reply_to_message: replied, quote }: TgMessage): string | null => {
  if (replied === undefined || replied.forum_topic_created !== undefined) return null
  const text = quote?.text ?? replied.text ?? replied.caption
  return text === undefined || text.trim() === '' ? null : `In reply to:\n${quoted(text)}`
}

/** One message as text for Claude. What was typed is in it exactly. `extra`: a transcription or a location. Pure. */
export function textOf(message: TgMessage, me: Me, extra: string | null = null): string {
  const typed = withoutAddress(message.text ?? message.caption ?? '', me)
  const writer = writerOf(message)
  const parts = [replyPart(message), writer, typed, extra]
  return parts.filter((part) => part !== null && part !== '').join(writer === null ? '\n\n' : '\n')
}

/** The longest text of a message, UTF-16 units (Bot API). */
const MOST_TEXT = 4096

interface Part {
  readonly text: string
  readonly forwarded: boolean
  /** The text as it came from Telegram: its length tells whether a client has split a paste here. */
  readonly sent: string
}

/**
 * What was between two messages before a client split a paste. After a piece of exactly the longest length: nothing. After
 * a slightly shorter one the client split at white space, which Telegram then trimmed: a line break if one more word would
 * have fitted, otherwise a space. All other messages are paragraphs of their own.
 */
function seam(one: Part, next: Part): string {
  const { length } = one.sent
  if (one.forwarded || next.forwarded || length <= LONG_TEXT || length + 1 + next.sent.length <= MOST_TEXT)
    return '\n\n'
  if (length >= MOST_TEXT) return ''
  const word = /^\S*/.exec(next.sent)?.[0].length ?? 0
  return length + 1 + word <= MOST_TEXT ? '\n' : ' '
}

/** The text of several messages that make one prompt. Pieces of a paste are put together as it was. Pure. */
export function joinTexts(messages: readonly Part[]): string {
  let joined = ''
  let previous: Part | null = null
  for (const message of messages) {
    if (message.text === '') continue
    joined += previous === null ? message.text : `${seam(previous, message)}${message.text}`
    previous = message
  }
  return joined
}
