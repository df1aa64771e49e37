/** One timer for everything on the screen that counts time; it runs only while somebody watches and the window is seen. */
export interface Ticker {
  /** Calls with the time at once and then every second. Returns the way out. */
  watch(show: (now: number) => void): () => void
}

interface Parts {
  readonly now: () => number
  /** Calls every second; returns the way out. */
  readonly everySecond: (run: () => void) => () => void
  /** Whether the window is hidden. */
  readonly hidden: () => boolean
}

export function createTicker({ now, everySecond, hidden }: Parts): Ticker {
  const watchers = new Set<(now: number) => void>()
  let stop: (() => void) | null = null
  const tick = () => {
    if (hidden()) return
    const at = now()
    for (const show of watchers) show(at)
  }
  return {
    watch(show) {
      watchers.add(show)
      show(now())
      stop ??= everySecond(tick)
      return () => {
        watchers.delete(show)
        if (watchers.size > 0) return
        stop?.()
        stop = null
      }
    },
  }
}
