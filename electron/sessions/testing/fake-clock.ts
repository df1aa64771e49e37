import type { Clock } from '../../shared/clock.ts'

/** A clock that stands still until the test moves it. */
export class FakeClock implements Clock {
  #now = 1_700_000_000_000
  #timers: { at: number; run: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run }
    this.#timers.push(timer)
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer))
  }

  /** Moves on by `ms`, firing what falls due in order. Returns the new time. */
  advance(ms: number): number {
    const end = this.#now + ms
    for (;;) {
      const due = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!due) break
      this.#timers = this.#timers.filter((timer) => timer !== due)
      this.#now = Math.max(this.#now, due.at)
      due.run()
    }
    this.#now = end
    return end
  }

  get waiting(): number {
    return this.#timers.length
  }
}
