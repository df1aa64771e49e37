import { dirname, resolve } from 'node:path'

import type { Adapter } from 'lowdb'

import type { Clock } from '../../shared/clock.ts'
import { writeAtomically } from '../atomic-write.ts'
import { isMissing } from '../disk.ts'
import type { Disk } from '../disk.ts'
import { storageError } from '../storage-error.ts'
import type { Format } from './format.ts'
import { loadFile } from './load-file.ts'
import type { Safeguard } from './load-file.ts'

/** Where the bytes really lie: a symbolic link is followed, and stays one, even while its target is missing. */
export async function realFile(disk: Disk, file: string): Promise<string> {
  try {
    return await disk.realpath(file)
  } catch (error) {
    if (!isMissing(error)) return file
  }
  try {
    return resolve(dirname(file), await disk.readlink(file))
  } catch {
    return file
  }
}

/** lowdb's side of a file that is checked at load and replaced as a whole at each write. */
export interface FileAdapter<T> extends Adapter<T> {
  readonly damage: readonly string[]
  /** See `Loaded.repaired`. */
  readonly repaired: boolean
}

/**
 * lowdb's own file adapter has no fsync, no backup and no file mode, and throws at start on a damaged file
 * (read in lowdb 7.0.1 and steno 4.0.2); this one has all of them. `write` rejects with a StorageError.
 */
export function createFileAdapter<T>(options: {
  readonly file: string
  readonly format: Format<T>
  readonly disk: Disk
  readonly clock: Clock
}): FileAdapter<T> {
  const { file, format, disk, clock } = options
  let path = file
  let damage: readonly string[] = []
  let repaired = false
  let safeguards: Safeguard[] = []

  async function runSafeguards() {
    while (safeguards[0]) {
      await safeguards[0]()
      safeguards.shift()
    }
  }

  return {
    get damage() {
      return damage
    },
    get repaired() {
      return repaired
    },
    async read() {
      path = await realFile(disk, file)
      const loaded = await loadFile({ disk, path, format, now: clock.now() })
      damage = loaded.damage
      repaired = loaded.repaired
      safeguards = [...loaded.safeguards]
      // Tried at once, since the repaired file is about to be written; `write` insists on it and reports why it fails.
      if (repaired) await runSafeguards().catch(() => undefined)
      return loaded.data
    },
    async write(data) {
      try {
        const pieces = format.pieces(data)
        await runSafeguards()
        await writeAtomically(disk, path, pieces, { backup: true })
      } catch (error) {
        throw storageError(path, 'saved', error)
      }
    },
  }
}
