import type { Clock } from '../../shared/clock.ts'

/** A prompt may be 1 MB of text; anything a window sends beyond this is a fault. Counted in UTF-16 units and items. */
export const MAX_INPUT_SIZE = 4_000_000
/** Calls a window may make in a burst, and each second. A person never comes near. */
export const CALLS_PER_SECOND = 200

/** Size of what came over, by its strings and items; stops counting at `limit`. Pure. */
export function sizeOfInput(value: unknown, limit = MAX_INPUT_SIZE): number {
  let size = 0
  const waiting: unknown[] = [value]
  while (waiting.length > 0 && size <= limit) {
    const next = waiting.pop()
    size += 1
    if (typeof next === 'string') size += next.length
    else if (ArrayBuffer.isView(next)) size += next.byteLength
    else if (next !== null && typeof next === 'object') {
      for (const [key, item] of Object.entries(next)) {
        size += key.length
        waiting.push(item)
      }
    }
  }
  return size
}

/** A token bucket: true while calls come no faster than `perSecond`, with a burst of the same size. */
export function createRateLimit(clock: Clock, perSecond = CALLS_PER_SECOND): () => boolean {
  let tokens = perSecond
  let last = clock.now()
  return () => {
    const now = clock.now()
    tokens = Math.min(perSecond, tokens + (Math.max(0, now - last) / 1000) * perSecond)
    last = now
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
