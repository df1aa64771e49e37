/** How long a test waits for a fact before it fails, in milliseconds of real time. */
const DEFAULT_TIMEOUT_MS = 10_000

export interface WaitOptions {
  readonly timeoutMs?: number
  readonly what?: string
}

/** Tells listeners that something changed, and waits for facts without polling. */
export interface Changes {
  changed(): void
  onChange(listener: () => void): () => void
  /** Resolves with the first truthy value of `predicate`, asked now and at every change; rejects after the time. */
  waitFor<T>(predicate: () => T, options?: WaitOptions): Promise<NonNullable<T>>
}

export const createChanges = (): Changes => {
  const listeners = new Set<() => void>()
  const onChange = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return {
    changed: () => {
      // A listener may leave while it is called: a copy is walked.
      for (const listener of Array.from(listeners)) listener()
    },
    onChange,
    waitFor: (predicate, { timeoutMs = DEFAULT_TIMEOUT_MS, what = predicate.toString() } = {}) =>
      new Promise((resolve, reject) => {
        const finish = (end: () => void): void => {
          clearTimeout(timer)
          off()
          end()
        }
        const look = (): void => {
          try {
            const value = predicate()
            if (value) finish(() => resolve(value))
          } catch (error) {
            finish(() => reject(error instanceof Error ? error : new Error(String(error))))
          }
        }
        const timer = setTimeout(
          () => finish(() => reject(new Error(`After ${timeoutMs} ms this had not come about: ${what}`))),
          timeoutMs,
        )
        const off = onChange(look)
        look()
      }),
  }
}
