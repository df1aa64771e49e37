import type { Clock } from '../../shared/clock.ts'

/**
 * The life of one connection. When it is cancelled, everything that waits in it ends at once, even if what it waits for
 * ignores its signal. Plain callbacks instead of `AbortSignal.any`, which leaks on a long-lived signal in Node 20.
 */
export interface Round {
  readonly cancelled: boolean
  cancel(): void
  /** Runs a call with a time limit. Rejects with the call's error, or with `Ended` where it was cut off. */
  call<T>(limitMs: number, run: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Resolves after `ms`, or when the round is cancelled. Null: only when it is cancelled. */
  pause(ms: number | null): Promise<void>
}

/** A call was cut off, by its time limit or because the round was cancelled. */
export class Ended extends Error {
  readonly by: 'limit' | 'cancel'

  constructor(by: 'limit' | 'cancel') {
    super(by === 'limit' ? 'Telegram does not answer' : 'cancelled')
    this.by = by
  }
}

export function createRound(clock: Clock): Round {
  const waiting = new Set<() => void>()
  let cancelled = false
  return {
    get cancelled() {
      return cancelled
    },
    cancel() {
      cancelled = true
      for (const end of waiting) end()
      waiting.clear()
    },
    async call(limitMs, run) {
      if (cancelled) throw new Ended('cancel')
      const controller = new AbortController()
      let settle = (_by: 'limit' | 'cancel'): void => undefined
      const cut = new Promise<never>((_resolve, reject) => {
        settle = (by) => {
          reject(new Ended(by))
          controller.abort()
        }
      })
      const onCancel = (): void => settle('cancel')
      waiting.add(onCancel)
      const forget = clock.after(limitMs, () => settle('limit'))
      try {
        return await Promise.race([run(controller.signal), cut])
      } finally {
        forget()
        waiting.delete(onCancel)
      }
    },
    pause: (ms) =>
      new Promise((resolve) => {
        if (cancelled) return resolve()
        let forget = (): void => undefined
        const end = (): void => {
          waiting.delete(end)
          forget()
          resolve()
        }
        waiting.add(end)
        if (ms !== null) forget = clock.after(ms, end)
      }),
  }
}
