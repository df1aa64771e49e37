import type { Clock } from '../../shared/clock.ts'
import { type Notice, together } from './decision.ts'

/**
 * From the first notice to what is shown of it and of all that came in the meantime, milliseconds. Two looks of
 * `followState`: children that die together are not seen to die in the same look, and each would pop up by itself.
 */
export const GATHER_MS = 500

/** Shows notices that belong together at once, so that many chats are one pop-up. */
export interface Gatherer {
  add(notices: readonly Notice[]): void
  /** What waits is not shown any more. */
  close(): void
}

export function createGatherer(deps: { readonly clock: Clock; readonly show: (notice: Notice) => void }): Gatherer {
  let gathered: Notice[] = []
  let cancel: (() => void) | null = null

  const show = (): void => {
    cancel = null
    const notices = gathered
    gathered = []
    together(notices).forEach(deps.show)
  }

  return {
    add(notices) {
      if (notices.length === 0) return
      gathered.push(...notices)
      cancel ??= deps.clock.after(GATHER_MS, show)
    },
    close() {
      cancel?.()
    },
  }
}
