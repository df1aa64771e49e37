import { z } from 'zod'

import type { Reply } from './transport.ts'

/** What a reply from Telegram means for what to do next. */
export type Reaction =
  /** `messageId` and `text` of the message as it stands now, where the reply tells them. */
  | { readonly do: 'accept'; readonly messageId: number | null; readonly text: string | null }
  /** Nothing may go to this chat for this long. */
  | { readonly do: 'hold'; readonly ms: number; readonly by429: boolean }
  /** It may have been carried out. */
  | { readonly do: 'doubt'; readonly reason: string }
  /** The chat cannot be reached: the bot was blocked or removed, the topic or chat is gone. */
  | { readonly do: 'unreachable'; readonly reason: string }
  | { readonly do: 'migrate'; readonly chatId: number }
  /** Telegram will not take it like this. */
  | { readonly do: 'reject'; readonly reason: string }

/** How long to wait after a failure (milliseconds): 1 s after the first, twice as long after each one more. `before`: failures in a row before it. */
export const backOff = (before: number): number => Math.min(60_000, 1000 * 2 ** Math.min(before, 6))

/** A refused token: somebody must put in another one. */
const REFUSED_TOKEN_MS = 60_000

const UNREACHABLE =
  /bot was (blocked|kicked)|user is deactivated|chat not found|thread not found|not a member|have no rights|not enough rights to send text|CHAT_WRITE_FORBIDDEN|TOPIC_(CLOSED|DELETED)|group chat was deleted/i

const messageSchema = z.object({
  message_id: z.number().nullable().catch(null),
  text: z.string().nullable().catch(null),
})

const accepted = (value: unknown): Reaction => {
  const { message_id: messageId, text } = messageSchema.safeParse(value).data ?? { message_id: null, text: null }
  return { do: 'accept', messageId, text }
}

/** Decides by code and parameters; words only where the Bot API gives nothing else. Pure. */
export function reactTo(reply: Reply, failures: number): Reaction {
  switch (reply.kind) {
    case 'done':
      return accepted(reply.value)
    case 'unsent':
      return { do: 'hold', ms: backOff(failures), by429: false }
    case 'lost':
      return { do: 'doubt', reason: reply.reason }
    case 'refused':
      return refusal(reply, failures)
  }
}

function refusal(reply: Extract<Reply, { kind: 'refused' }>, failures: number): Reaction {
  const { code, description } = reply
  if (reply.migratedTo !== null) return { do: 'migrate', chatId: reply.migratedTo }
  if (code === 429) return { do: 'hold', ms: reply.retryAfterMs ?? backOff(failures), by429: true }
  if (/message is not modified/i.test(description)) return accepted(null)
  if (code === 401) return { do: 'hold', ms: REFUSED_TOKEN_MS, by429: false }
  if (code >= 500) return { do: 'hold', ms: backOff(failures), by429: false }
  if (code === 403 || UNREACHABLE.test(description))
    return { do: 'unreachable', reason: description.replace(/^(Bad Request|Forbidden): /, '') }
  return { do: 'reject', reason: description }
}
