import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { SmallFiles } from '../files.ts'
import { parsePlacement } from './placement.ts'
import type { Placement } from './placement.ts'

/** A window that is being dragged moves many times; it is written down when it rests. Milliseconds. */
const REST_MS = 1_000

/** Where the window was, over restarts. */
export interface RememberedPlace {
  current(): Placement | null
  set(placement: Placement): void
  /** Writes down what is not yet written. */
  flush(): Promise<void>
}

export async function rememberPlace(deps: {
  readonly files: SmallFiles
  /** Absolute path of `window.json`. */
  readonly path: string
  readonly clock: Clock
  readonly log: Log
}): Promise<RememberedPlace> {
  let placement = parsePlacement(await deps.files.read(deps.path))
  let cancel: (() => void) | null = null

  const write = async (): Promise<void> => {
    if (!cancel) return
    cancel()
    cancel = null
    try {
      await deps.files.write(deps.path, `${JSON.stringify(placement)}\n`)
    } catch (error) {
      deps.log.warn('window.placement-unwritten', { message: errorMessage(error) })
    }
  }
  return {
    current: () => placement,
    set(next) {
      placement = next
      cancel?.()
      cancel = deps.clock.after(REST_MS, () => void write())
    },
    flush: write,
  }
}
