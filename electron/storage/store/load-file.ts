import { basename } from 'node:path'

import { errorMessage } from '../../shared/result.ts'
import { errorCode, readIfThere } from '../disk.ts'
import type { Disk } from '../disk.ts'
import type { Format } from './format.ts'
import { interpret } from './interpret.ts'
import type { Reading } from './interpret.ts'
import { setAside, siblingOf, timeInName } from './set-aside.ts'

/** Saves something that a write would destroy. Must have succeeded before the file may be written over. */
export type Safeguard = () => Promise<void>

export interface Loaded<T> {
  readonly data: T
  /** In words for people; empty where all was well. */
  readonly damage: readonly string[]
  readonly safeguards: readonly Safeguard[]
  /**
   * Whether the file should be written although nothing changes, since the next start would find the same damage again.
   * A file of a newer version is not: it stays as it is until something changes.
   */
  readonly repaired: boolean
}

async function read<T>(
  disk: Disk,
  path: string,
  format: Format<T>,
): Promise<Reading<T> | { readonly state: 'missing' }> {
  try {
    const bytes = await readIfThere(disk, path)
    return bytes ? interpret(bytes, format) : { state: 'missing' }
  } catch (error) {
    return { state: 'damaged', why: `it could not be read (${errorCode(error) ?? errorMessage(error)})` }
  }
}

/** Reads a store's file, or its backup where the file is damaged, and says what to save before it is written over. */
export async function loadFile<T>(options: {
  readonly disk: Disk
  readonly path: string
  readonly format: Format<T>
  readonly now: number
}): Promise<Loaded<T>> {
  const { disk, path, format, now } = options
  const name = basename(path)
  const damage: string[] = []
  const safeguards: Safeguard[] = []

  const moveAway = (from: string, why: string) => {
    const to = siblingOf(from, `corrupt-${timeInName(now)}`)
    damage.push(`${basename(from)} was damaged (${why}) and is kept as ${basename(to)}.`)
    safeguards.push(() => disk.rename(from, to))
  }

  const use = (found: Extract<Reading<T>, { state: 'good' }>, from: string): Loaded<T> => {
    if (found.version !== format.version) {
      const copy = siblingOf(path, `version-${found.version}-${timeInName(now)}`)
      safeguards.push(() => disk.copyFile(from, copy))
      if (found.version > format.version)
        damage.push(
          `${basename(from)} was written by a newer Switchboard (version ${found.version}, this one knows ${format.version}). ` +
            `It is kept as ${basename(copy)}; update Switchboard to use all of it.`,
        )
    }
    if (found.rejected.length > 0) {
      const places = found.rejected.slice(0, 3).map((item) => item.where)
      const more = found.rejected.length > 3 ? ` and ${found.rejected.length - 3} more` : ''
      damage.push(
        `${found.rejected.length} entries of ${basename(from)} could not be used and are kept in ` +
          `${basename(siblingOf(path, 'rejected'))}: ${places.join(', ')}${more}.`,
      )
      safeguards.push(() => setAside(disk, path, now, found.rejected))
    }
    const repaired = safeguards.length > 0 && found.version <= format.version
    return { data: found.data, damage, safeguards, repaired }
  }

  const main = await read(disk, path, format)
  if (main.state === 'good') return use(main, path)
  if (main.state === 'damaged') moveAway(path, main.why)

  const backup = await read(disk, `${path}.bak`, format)
  if (backup.state === 'good') {
    damage.push(
      `${name} ${main.state === 'missing' ? 'was missing; its' : 'was replaced by its'} last backup is in use.`,
    )
    return use(backup, `${path}.bak`)
  }
  if (backup.state === 'damaged') moveAway(`${path}.bak`, backup.why)
  if (damage.length > 0) damage.push(`No usable backup of ${name} was found; it begins anew.`)
  return { data: format.empty(), damage, safeguards, repaired: safeguards.length > 0 }
}
