import type { Accepted } from './record.ts'
import type { TgMessage } from './update.ts'

/** Messages that come within this time of each other belong together: bursts, forwards, albums. Milliseconds. */
export const QUIET_MS = 1000
/** The same by Telegram's dates, in whole seconds: what waited at the server for hours comes in one batch. */
const SENT_WITHIN_S = 1
/** Telegram's clients split a paste at 4096 UTF-16 units, or at a line before that: a message this long is probably a part of one. */
export const LONG_TEXT = 3500
/** The most messages in a group, however fast more come. */
const MOST = 100

/**
 * - `alone`: never joined (commands, edits, buttons).
 * - `tail`: joins what is held before it, and nothing else (words in a group that do not name the bot).
 * - `plain`: given at once, with what came in the same batch, unless a held message before it waits for company.
 * - `held`: waits a second for what belongs to it: forwards come in bursts, albums as single messages,
 *   a long paste in pieces. A lone short message is never held: it reaches Claude in 5 ms, and to hold every message in
 *   case a second one follows would cost each of them a second.
 */
export type Joining = 'alone' | 'tail' | 'plain' | 'held'

export const joiningOf = (message: TgMessage | undefined, isCommand: boolean): Joining => {
  if (message === undefined || isCommand) return 'alone'
  const long = (message.text?.length ?? 0) > LONG_TEXT
  if (message.forward_origin !== undefined || message.media_group_id !== undefined || long) return 'held'
  return 'plain'
}

/** What waits in a chat's lane: one update, or several that are a group already (then `alone`). */
export interface WaitingUpdates {
  readonly group: readonly Accepted[]
  readonly joining: Joining
}

const messageOf = ({ group }: WaitingUpdates): TgMessage | undefined => group[0]?.update.message
const receivedAt = ({ group }: WaitingUpdates): number => group[0]?.at ?? 0
const isJoined = ({ group }: WaitingUpdates): boolean => group[0]?.joined === true

/** From one person, and either sent within a second or parts of one album. */
const belongTogether = (earlier: WaitingUpdates, later: WaitingUpdates): boolean => {
  const [one, other] = [messageOf(earlier), messageOf(later)]
  if (one?.from === undefined || one.from.id !== other?.from?.id) return false
  if (one.media_group_id !== undefined && one.media_group_id === other.media_group_id) return true
  return Math.abs(other.date - one.date) <= SENT_WITHIN_S
}

/**
 * Whether two neighbours in a chat's lane that came in the same batch belong together. Decided once, and kept with the
 * update: after a kill the same messages make the same prompt. Pure.
 */
export const joinsInBatch = (earlier: WaitingUpdates | undefined, later: WaitingUpdates): boolean =>
  earlier !== undefined &&
  [earlier, later].every(({ joining }) => joining === 'plain' || joining === 'held') &&
  belongTogether(earlier, later)

/** How many from the head of a chat's lane are handled together now, or how long to wait for more. Pure. */
export type NextGroup = { readonly take: number } | { readonly waitMs: number }

export function nextGroup(queue: readonly WaitingUpdates[], now: number): NextGroup {
  const [head] = queue
  if (head === undefined) return { take: 0 }
  if (head.joining === 'alone') return { take: 1 }
  let count = 1
  let last = head
  let held = head.joining === 'held'
  for (const next of queue.slice(1, MOST)) {
    const near = belongTogether(last, next) && receivedAt(next) - receivedAt(last) <= QUIET_MS
    if (next.joining === 'alone' || !(isJoined(next) || (held && near))) return { take: count }
    held ||= next.joining === 'held'
    count += 1
    last = next
  }
  const waitMs = held && count < MOST ? receivedAt(last) + QUIET_MS - now : 0
  // Longer than that only where the clock was set back: it would wait until the clock has caught up.
  return waitMs <= 0 || waitMs > QUIET_MS ? { take: count } : { waitMs }
}
