import type { Cleanup } from '../../sessions/retention/cleanup.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'

/** First look after the start, and how often from then on: it reads the disk, and nothing there is urgent. Milliseconds. */
const FIRST_MS = 60_000
const EVERY_MS = 30 * 60_000

/** How many things a clean-up would offer, for the tray. */
export function countCleanup(deps: {
  readonly cleanup: Pick<Cleanup, 'preview'>
  readonly clock: Clock
  readonly log: Log
  readonly onChange: () => void
}): { count(): number | null; close(): void } {
  let count: number | null = null
  let cancel = deps.clock.after(FIRST_MS, () => void look())

  const look = async (): Promise<void> => {
    cancel = deps.clock.after(EVERY_MS, () => void look())
    try {
      const { items } = await deps.cleanup.preview(null)
      if (items.length === count) return
      count = items.length
      deps.onChange()
    } catch (error) {
      deps.log.warn('tray.cleanup-count', { message: errorMessage(error) })
    }
  }
  return { count: () => count, close: () => cancel() }
}
