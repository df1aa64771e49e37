import { join } from 'node:path'

import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Disk } from '../disk.ts'
import type { Segment } from './names.ts'
import { readLines } from './segment-file.ts'

/** How long the last segment read stays in memory: people page around in one place, then leave. */
const KEPT_MS = 5_000

/** Reads the lines of segments and keeps the last one for a moment, so that paging through it unpacks it once. */
export interface LinesCache {
  /** The lines. None where the segment cannot be read, which is logged: the others can still be read. */
  lines(directory: string, segment: Segment, version: number): Promise<readonly string[]>
  clear(): void
}

export function createLinesCache({
  disk,
  clock,
  log,
}: {
  readonly disk: Disk
  readonly clock: Clock
  readonly log: Log
}) {
  let kept: { readonly key: string; readonly lines: readonly string[] } | null = null
  let cancel: (() => void) | null = null

  function clear() {
    cancel?.()
    cancel = null
    kept = null
  }

  const cache: LinesCache = {
    clear,
    async lines(directory, segment, version) {
      const path = join(directory, segment.name)
      const key = `${path} ${version}`
      if (kept?.key === key) return kept.lines
      try {
        const lines = await readLines(disk, directory, segment)
        clear()
        kept = { key, lines }
        cancel = clock.after(KEPT_MS, clear)
        return lines
      } catch (error) {
        log.warn('storage.history.unreadable', { path, why: errorMessage(error) })
        return []
      }
    },
  }
  return cache
}
