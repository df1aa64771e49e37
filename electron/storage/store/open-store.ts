import { Low } from 'lowdb'

import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Disk } from '../disk.ts'
import type { Store } from '../port.ts'
import { createFileAdapter } from './file-adapter.ts'
import type { Format } from './format.ts'
import { createSaveSchedule } from './save-schedule.ts'

/** What every store is given. */
export interface StoreDependencies {
  readonly disk: Disk
  readonly clock: Clock
  readonly log: Log
}

/** Opens a store over one file. Neither damage nor a failing disk makes it throw: `damage` and `onTrouble` say so in words. */
export async function openStore<T>(
  options: StoreDependencies & { readonly file: string; readonly format: Format<T> },
): Promise<Store<T>> {
  const { file, format, clock, log } = options
  const adapter = createFileAdapter(options)
  const low = new Low<T>(adapter, format.empty())
  await low.read()
  for (const words of adapter.damage) log.warn('storage.damage', { file, words })

  const listeners = new Set<(problem: string | null) => void>()
  let trouble: string | null = null
  const schedule = createSaveSchedule({
    clock,
    write: () => low.write(),
    onResult(error) {
      const now = error === null ? null : errorMessage(error)
      if (now === trouble) return
      trouble = now
      if (now === null) log.info('storage.recovered', { file })
      else log.error('storage.trouble', { file, error })
      for (const listener of listeners) listener(now)
    },
  })
  // What was repaired in memory must be repaired on disk too, or the next start would find the damage again.
  if (adapter.repaired) schedule.changed()

  return {
    get data() {
      return low.data
    },
    damage: adapter.damage,
    update(change) {
      change(low.data)
      schedule.changed()
    },
    flush: () => schedule.flush(),
    onTrouble(listener) {
      listeners.add(listener)
      if (trouble !== null) listener(trouble)
    },
    async close() {
      schedule.stop()
      await schedule.flush()
    },
  }
}
