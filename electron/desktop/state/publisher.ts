import type { AppState, StatePatch } from '../../shared/app-state.ts'
import type { Clock } from '../../shared/clock.ts'
import { changeBetween } from './patch.ts'
import type { StateBook, StateFacts } from './state-book.ts'

/** Two frames at 60 Hz: far below the 200 ms within which the window must follow, and at most 30 patches a second. */
export const PATCH_EVERY_MS = 33

/** Keeps one window in step with the state. */
export interface StatePublisher {
  /** The whole state; patches from here on follow its revision. */
  snapshot(): AppState
  /** While nothing is seen, nothing is computed and nothing is sent; what was missed comes in one patch. */
  setVisible(visible: boolean): void
  /** The window is gone: patches begin again with the next snapshot. */
  forget(): void
  close(): void
}

export function createStatePublisher(deps: {
  readonly book: StateBook
  readonly clock: Clock
  readonly send: (patch: StatePatch) => void
}): StatePublisher {
  let rev = 0
  let sent: StateFacts | null = null
  let visible = false
  let cancel: (() => void) | null = null

  const flush = (): void => {
    cancel = null
    if (!visible || !sent) return
    const next = deps.book.current()
    const change = changeBetween(sent, next)
    sent = next
    if (change) deps.send({ rev: ++rev, ...change })
  }

  const schedule = (): void => {
    if (!visible || !sent || cancel) return
    cancel = deps.clock.after(PATCH_EVERY_MS, flush)
  }

  const unschedule = (): void => {
    cancel?.()
    cancel = null
  }

  const stopListening = deps.book.onMark(schedule)

  return {
    snapshot() {
      sent = deps.book.current()
      return { ...sent, rev }
    },
    setVisible(now) {
      visible = now
      if (now) flush()
      else unschedule()
    },
    forget() {
      visible = false
      sent = null
      unschedule()
    },
    close() {
      stopListening()
      unschedule()
    },
  }
}
