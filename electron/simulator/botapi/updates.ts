import type { Update } from 'grammy/types'

import type { Clock } from '../../shared/clock.ts'
import { conflict, otherPoll } from './refusal.ts'

/** Telegram keeps updates for a day. */
const KEPT_MS = 24 * 60 * 60 * 1000
/** The longest poll that the server holds, in seconds. */
const LONGEST_POLL = 50
const MOST_UPDATES = 100

/** Only sent where `allowed_updates` names them. */
const ON_DEMAND = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

export interface PollOptions {
  readonly offset: number
  readonly limit: number
  /** Seconds. */
  readonly timeout: number
  readonly allowed: readonly string[] | undefined
  /** Resolves when the client has gone away. */
  readonly gone: Promise<void>
}

/** The updates that wait for the bot, and the polls that wait for updates. */
export interface UpdateQueue {
  /** Adds it where its kind is wanted; returns its id. */
  push(update: Record<string, unknown>): number
  poll(options: PollOptions): Promise<readonly Update[]>
  pending(): readonly Update[]
  allowed(): readonly string[] | null
  allow(kinds: readonly string[] | undefined): void
  /** Forgets all up to and with this id. */
  acknowledge(id: number): void
  polling(): number
  /** Ends a waiting poll, as setting a webhook does. */
  interrupt(): void
  /** Called for each update that was added, while there is a webhook. */
  onPush(listener: () => void): void
}

interface Waiting {
  wake(): void
  end(error: Error): void
}

export const createUpdateQueue = (clock: Clock, changed: () => void, first = 100_000): UpdateQueue => {
  let queue: { readonly at: number; readonly update: Update }[] = []
  let nextId = first
  let kinds: ReadonlySet<string> | null = null
  let waiting: Waiting | null = null
  let listener: () => void = () => undefined

  const wanted = (kind: string): boolean => (kinds ? kinds.has(kind) : !ON_DEMAND.has(kind))
  const fresh = (): typeof queue => {
    queue = queue.filter(({ at }) => at > clock.now() - KEPT_MS)
    return queue
  }
  const allow = (given: readonly string[] | undefined): void => {
    if (given !== undefined) kinds = given.length > 0 ? new Set(given) : null
  }
  const acknowledge = (id: number): void => {
    const before = queue.length
    queue = queue.filter(({ update }) => update.update_id > id)
    if (queue.length !== before) changed()
  }

  /** Waits for the next update, the time, the client's going, or a newer poll. */
  const wait = (seconds: number, gone: Promise<void>): Promise<void> =>
    new Promise((resolve, reject) => {
      const mine: Waiting = {
        wake: () => leave(resolve),
        end: (error) => leave(() => reject(error)),
      }
      const leave = (then: () => void): void => {
        cancel()
        if (waiting === mine) waiting = null
        changed()
        then()
      }
      const cancel = clock.after(seconds * 1000, mine.wake)
      void gone.then(mine.wake)
      waiting = mine
      changed()
    })

  return {
    push: (update) => {
      const id = typeof update.update_id === 'number' ? update.update_id : nextId
      nextId = Math.max(nextId, id) + 1
      const kind = Object.keys(update).find((key) => key !== 'update_id') ?? ''
      if (!wanted(kind)) return id
      queue.push({ at: clock.now(), update: { ...update, update_id: id } })
      changed()
      waiting?.wake()
      listener()
      return id
    },
    poll: async ({ offset, limit, timeout, allowed, gone }) => {
      waiting?.end(otherPoll())
      allow(allowed)
      if (offset > 0) acknowledge(offset - 1)
      if (offset < 0) queue = queue.slice(offset)
      if (fresh().length === 0 && timeout > 0) await wait(Math.min(timeout, LONGEST_POLL), gone)
      const most = limit >= 1 && limit <= MOST_UPDATES ? limit : MOST_UPDATES
      return fresh()
        .slice(0, most)
        .map(({ update }) => update)
    },
    pending: () => fresh().map(({ update }) => update),
    allowed: () => (kinds ? [...kinds] : null),
    allow,
    acknowledge,
    polling: () => (waiting ? 1 : 0),
    interrupt: () => waiting?.end(conflict('terminated by setWebhook request')),
    onPush: (added) => {
      listener = added
    },
  }
}
