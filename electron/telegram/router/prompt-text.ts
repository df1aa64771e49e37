import { LONG_TEXT } from '../intake/grouping.ts'
import type { TgMessage } from '../intake/update.ts'
import { titleOf } from './address.ts'
import type { Me } from './addressed.ts'
import { withoutAddress } from './addressed.ts'

const originName = ({ forward_origin: origin }: TgMessage): string | null => {
  if (origin === undefined) return null
  const user = origin.sender_user
  if (user) return [user.first_name, user.last_name].filter(Boolean).join(' ')
  const chat = origin.sender_chat ?? origin.chat
  return origin.sender_user_name ?? (chat ? titleOf(chat) : 'somebody')
}

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')

/** The message that is replied to, as it goes along. A topic's first message is not what was replied to. */
const replyPart = ({ reply_to_message: replied, quote }: TgMessage): string | null => {
  if (replied === undefined || replied.forum_topic_created !== undefined) return null
  const text = quote?.text ?? replied.text ?? replied.caption
  return text === undefined || text.trim() === '' ? null : `In reply to:\n${quoted(text)}`
}

/** One message as text for Claude; what a person typed stands in it exactly. `extra` is a transcription or a location. */
export function textOf(message: TgMessage, me: Me, extra: string | null = null): string {
  const typed = withoutAddress(message.text ?? message.caption ?? '', me)
  const origin = originName(message)
  const parts = [replyPart(message), origin === null ? null : `Forwarded from ${origin}:`, typed, extra]
  return parts.filter((part) => part !== null && part !== '').join(origin === null ? '\n\n' : '\n')
}

/** The longest text of a message, UTF-16 units (Bot API). */
const MOST_TEXT = 4096

interface Part {
  readonly text: string
  readonly forwarded: boolean
  /** The text as Telegram gave it: what tells whether a client has cut here. */
  readonly sent: string
}

/**
 * What stood between two messages. A piece of exactly the longest text was cut there: nothing stood between. A little
 * shorter, its client cut at white space, which Telegram trims: a line break where one more word would have had room,
 * else a space. All other messages are paragraphs of their own.
 */
function seam(one: Part, next: Part): string {
  const { length } = one.sent
  if (one.forwarded || next.forwarded || length <= LONG_TEXT || length + 1 + next.sent.length <= MOST_TEXT)
    return '\n\n'
  if (length >= MOST_TEXT) return ''
  const word = /^\S*/.exec(next.sent)?.[0].length ?? 0
  return length + 1 + word <= MOST_TEXT ? '\n' : ' '
}

/** The text of several messages that make one prompt. Pieces of a split paste are joined as they were. */
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
