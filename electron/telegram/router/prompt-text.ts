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

/** Telegram splits a paste at 4096 characters; a part this long ran on into the next message. */
const SPLIT_AT = 4000

/** The text of several messages that make one prompt. Pieces of a split paste are joined as they were. */
export function joinTexts(messages: readonly { readonly text: string; readonly forwarded: boolean }[]): string {
  let joined = ''
  let previous: { readonly text: string; readonly forwarded: boolean } | null = null
  for (const message of messages) {
    if (message.text === '') continue
    const piece = previous !== null && !previous.forwarded && !message.forwarded && previous.text.length > SPLIT_AT
    joined += joined === '' ? message.text : `${piece ? '\n' : '\n\n'}${message.text}`
    previous = message
  }
  return joined
}
