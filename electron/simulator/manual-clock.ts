import type { Clock } from '../shared/clock.ts'

/** A clock that stands still until it is moved: for tests of limits, polls and waits. */
export interface ManualClock extends Clock {
  /** Moves on by `ms`, calling what falls due on the way, in order. */
  pass(ms: number): void
  /** How many wait for their time. */
  waiting(): number
}

/** Starts at `at` (epoch ms). */
export const createManualClock = (at = 1_800_000_000_000): ManualClock => {
  let now = at
  let timers: { readonly due: number; readonly run: () => void }[] = []
  return {
    now: () => now,
    waiting: () => timers.length,
    after: (ms, run) => {
      const timer = { due: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    pass: (ms) => {
      const end = now + ms
      for (;;) {
        const [next] = timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)
        if (!next) break
        timers = timers.filter((other) => other !== next)
        now = Math.max(now, next.due)
        next.run()
      }
      now = end
    },
  }
}
