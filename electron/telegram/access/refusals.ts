import type { Clock } from '../../shared/clock.ts'

/** A stranger hears one refusal in this time. */
const AGAIN_AFTER_MS = 3_600_000
/** Strangers remembered; the oldest is forgotten first. */
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
    for (const id of refused.keys()) {
      if (refused.size <= MOST) break
      refused.delete(id)
    }
    return true
  }
}
