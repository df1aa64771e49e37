import type { CleanupItem } from '../../shared/cleanup.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import type { Cleanup } from './cleanup.ts'

/** How often the rules are applied (milliseconds). */
const EVERY_MS = 5 * 60_000

/** The most that one round cleans up, so that no turn waits for it. */
const AT_ONCE = 50

/**
 * What is cleaned up without being asked. None of it needs Claude's transcripts or the process table, so a round reads
 * neither. Idle chats are only parked (live sessions have a timer for that), missing directories are only shown.
 */
const AUTOMATIC: readonly CleanupItem['group'][] = [
  'old sessions',
  'archived sessions',
  'temporary uploads',
  'old logs',
]

/** Applies the retention rules every five minutes, in small steps. Returns a function that ends it. */
export function startJanitor(deps: { cleanup: Cleanup; clock: Clock; log: Log }): () => void {
  let cancel: () => void = () => undefined
  let ended = false
  const round = async (): Promise<void> => {
    try {
      const preview = await deps.cleanup.preview(AUTOMATIC, AT_ONCE)
      const items = preview.items.map((item) => item.id)
      if (items.length > 0)
        await deps.cleanup.apply(preview.token, items, { surface: 'switchboard', name: 'Retention rules' })
    } catch (error) {
      deps.log.error('retention.round', { error })
    }
    if (!ended) cancel = deps.clock.after(EVERY_MS, () => void round())
  }
  cancel = deps.clock.after(EVERY_MS, () => void round())
  return () => {
    ended = true
    cancel()
  }
}
