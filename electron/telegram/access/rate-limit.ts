const WINDOW_MS = 60_000

/** `limited` once when the limit is first passed in a window, then `silent`: telling each time would flood too. */
type Rate = 'ok' | 'limited' | 'silent'

/**
 * Counts one person's prompts in a minute by the time at which they were *sent*: those that waited at Telegram while the
 * machine was off all come at once, and are no flood.
 */
export interface RateLimit {
  take(userId: number, sentAt: number, perMinute: number): Rate
}

export function createRateLimit(): RateLimit {
  const taken = new Map<number, { times: number[]; told: boolean }>()
  return {
    take(userId, sentAt, perMinute) {
      const entry = taken.get(userId) ?? { times: [], told: false }
      entry.times = entry.times.filter((time) => Math.abs(sentAt - time) < WINDOW_MS)
      taken.set(userId, entry)
      if (entry.times.length < perMinute) {
        entry.times.push(sentAt)
        entry.told = false
        return 'ok'
      }
      if (entry.told) return 'silent'
      entry.told = true
      return 'limited'
    },
  }
}
