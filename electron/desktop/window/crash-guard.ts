import type { Clock } from '../../shared/clock.ts'

/** A page that crashes is reloaded this often within the period; after that reloading would only burn. */
export const RELOADS = 3
/** Milliseconds. */
export const PERIOD = 60_000

/** Answers whether a crashed page may be loaded once more, and counts it. */
export function createCrashGuard(clock: Clock): () => boolean {
  let reloads: number[] = []
  return () => {
    const now = clock.now()
    reloads = reloads.filter((at) => now - at < PERIOD)
    if (reloads.length >= RELOADS) return false
    reloads.push(now)
    return true
  }
}
