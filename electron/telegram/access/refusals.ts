import type { Clock } from '../../shared/clock.ts'
import { forgetOldest } from '../../shared/forget-oldest.ts'

/** A stranger is refused at most once in this time (milliseconds). */
const AGAIN_AFTER_MS = 3_600_000
/** How many strangers are remembered. */
const MOST = 1000

/** True where this stranger may be answered now. */
export function createRefusals(clock: Clock): (userId: number) => boolean {
  const refused = new Map<number, number>()
  return (userId) => {
    const last = refused.get(userId)
    const now = clock.now()
    if (last !== undefined && now - last < AGAIN_AFTER_MS) return false
    refused.delete(userId)
    refused.set(userId, now)
    forgetOldest(refused, MOST)
    return true
  }
}
