import type { ChatKey } from '../../shared/ids.ts'

const WINDOW_MS = 60_000

/** `limited` once in each chat when the limit is passed, then `silent`: telling each time would flood too. */
type Rate = 'ok' | 'limited' | 'silent'

/**
 * Counts one person's prompts in a minute by the time at which they were *sent*: those that waited at Telegram while the
 * machine was off all come at once, and are no flood.
 */
export interface RateLimit {
  take(userId: number, sentAt: number, perMinute: number, chat: ChatKey): Rate
}

export function createRateLimit(): RateLimit {
  const taken = new Map<number, { times: number[]; readonly told: Set<ChatKey> }>()
  return {
    take(userId, sentAt, perMinute, chat) {
      const entry = taken.get(userId) ?? { times: [], told: new Set() }
      entry.times = entry.times.filter((time) => Math.abs(sentAt - time) < WINDOW_MS)
      taken.set(userId, entry)
      if (entry.times.length < perMinute) {
        entry.times.push(sentAt)
        entry.told.clear()
        return 'ok'
      }
      if (entry.told.has(chat)) return 'silent'
      entry.told.add(chat)
      return 'limited'
    },
  }
}
