/** Time, passed in so that tests can control it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Calls once after `ms`; the function returned cancels it. Never keeps the process alive by itself. */
  after(ms: number, run: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    // 2^31 − 1 ms is the longest that a timer can wait; a longer one would fire at once.
    const timer: { unref?: () => void } = setTimeout(run, Math.min(ms, 0x7fffffff)) as never
    timer.unref?.()
    return () => clearTimeout(timer as never)
  },
}

/** Resolves after `ms` of that clock. */
export const sleep = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => void clock.after(ms, resolve))
