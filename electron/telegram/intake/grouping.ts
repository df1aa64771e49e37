import type { Accepted } from './record.ts'
import type { TgMessage } from './update.ts'

/** Messages that come within this time after one another belong together (issue: bursts, forwards, albums). */
export const QUIET_MS = 1000
/** Telegram splits a pasted text at 4096; a message this long is likely the first part of one. */
const LONG_TEXT = 3500
/** A group is closed at this many messages, however fast more come. */
const MOST = 100

/**
 * - `alone`: never joined (commands, edits, buttons).
 * - `plain`: given at once, unless a held message before it is still waiting for company.
 * - `held`: waits a second for what belongs to it: forwards come in bursts, albums as single messages,
 *   a long paste in pieces. A lone short message is never held: its way to Claude is 5 ms, and to hold every
 *   message against the chance of a second one would cost each of them a second.
 */
export type Joining = 'alone' | 'plain' | 'held'

export const joiningOf = (message: TgMessage | undefined, isCommand: boolean): Joining => {
  if (message === undefined || isCommand) return 'alone'
  const long = (message.text?.length ?? 0) > LONG_TEXT
  if (message.forward_origin !== undefined || message.media_group_id !== undefined || long) return 'held'
  return 'plain'
}

/** What waits in a chat's line: one update, or several that are a group already (then `alone`). */
export interface Waiting {
  readonly group: readonly Accepted[]
  readonly joining: Joining
}

const NOBODY = -1
const senderOf = ({ group }: Waiting): number => group[0]?.update.message?.from?.id ?? NOBODY
const receivedAt = ({ group }: Waiting): number => group[0]?.at ?? 0

/** How many from the head of a chat's queue go on together now, or how long to wait for more. Pure. */
export type NextGroup = { readonly take: number } | { readonly waitMs: number }

export function nextGroup(queue: readonly Waiting[], now: number): NextGroup {
  const [head] = queue
  if (head === undefined) return { take: 0 }
  if (head.joining !== 'held') return { take: 1 }
  let count = 1
  let last = head
  for (const next of queue.slice(1, MOST)) {
    const near = receivedAt(next) - receivedAt(last) <= QUIET_MS
    if (next.joining === 'alone' || senderOf(next) !== senderOf(head) || !near) return { take: count }
    count += 1
    last = next
  }
  const waitMs = receivedAt(last) + QUIET_MS - now
  return count === MOST || waitMs <= 0 ? { take: count } : { waitMs: Math.min(waitMs, QUIET_MS) }
}
