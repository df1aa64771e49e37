import type { Clock } from '../../shared/clock.ts'

/** At most four writes a second, however much changes: busy chats make a thousand changes in that time. */
export const WRITE_GAP_MS = 250
/** Longest wait between two attempts while writing fails. */
const LONGEST_WAIT_MS = 30_000

/** Decides when to write: once for many changes, one write at a time, and after failures ever more seldom. */
export interface SaveSchedule {
  /** Something changed: a write follows within the gap. */
  changed(): void
  /** Resolves when all changes made before the call are written; rejects with the failure of the write. */
  flush(): Promise<void>
  /** Nothing is written by itself any more. */
  stop(): void
}

export function createSaveSchedule(options: {
  readonly clock: Clock
  readonly write: () => Promise<void>
  /** Called after each write: null, or what went wrong. */
  readonly onResult: (error: unknown) => void
}): SaveSchedule {
  const { clock, write, onResult } = options
  let changes = 0
  let written = 0
  let failures = 0
  let lastStart = -Infinity
  let running: Promise<void> | null = null
  let cancel: (() => void) | null = null
  let stopped = false

  async function run() {
    cancel?.()
    cancel = null
    lastStart = clock.now()
    const target = changes
    try {
      await write()
      written = target
      failures = 0
      onResult(null)
    } catch (error) {
      failures += 1
      onResult(error)
      throw error
    } finally {
      running = null
      plan()
    }
  }

  function start(): Promise<void> {
    running ??= run()
    return running
  }

  function plan() {
    if (stopped || cancel || running || changes === written) return
    const gap = Math.min(WRITE_GAP_MS * 2 ** Math.min(failures, 10), LONGEST_WAIT_MS)
    cancel = clock.after(Math.min(gap, Math.max(0, lastStart + gap - clock.now())), () => {
      cancel = null
      // The failure was handed to `onResult`; the next attempt is planned.
      start().catch(() => undefined)
    })
  }

  /** A write that ran already may have begun before the change: then one more. */
  async function writtenUpTo(wanted: number): Promise<void> {
    if (written >= wanted) return
    await start()
    await writtenUpTo(wanted)
  }

  return {
    changed() {
      changes += 1
      plan()
    },
    flush: () => writtenUpTo(changes),
    stop() {
      stopped = true
      cancel?.()
      cancel = null
    },
  }
}
