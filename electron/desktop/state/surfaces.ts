import type { Clock } from '../../shared/clock.ts'
import type { StateBook, StateFacts } from './state-book.ts'

/** Tray and notifications follow after this pause, so that a burst of changes is one change. Milliseconds. */
export const QUIET_MS = 250

/**
 * Tells the slow surfaces what the state was and what it is now: 250 ms after the first change of a burst, never
 * later, however long the burst goes on. Returns the way out.
 */
export function followState(deps: {
  readonly book: StateBook
  readonly clock: Clock
  readonly tell: (before: StateFacts | null, after: StateFacts) => void
}): () => void {
  let before: StateFacts | null = null
  let cancel: (() => void) | null = null

  const look = (): void => {
    cancel = null
    const after = deps.book.current()
    const last = before
    before = after
    deps.tell(last, after)
  }
  const leave = deps.book.onMark(() => {
    cancel ??= deps.clock.after(QUIET_MS, look)
  })
  look()
  return () => {
    leave()
    cancel?.()
  }
}
