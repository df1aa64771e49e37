import { dirname, join } from 'node:path'

import { isMissing, namesIn, nodeDisk, renameDurably } from '../disk.ts'
import type { Disk } from '../disk.ts'
import { ITEMS } from './contents.ts'

/** A checked backup that waits for the next start. */
export const PENDING = 'restore-pending'

/**
 * A restore under way is one directory whose name says how far it has come: first the present data leaves, then the data
 * of the backup enters. The number is that of the directory which keeps the old data, so that a start that goes on with a
 * restore that was killed puts everything in one place.
 */
const UNDER_WAY = /^restore-(\d+)\.(leaving|entering)$/
/** Left by a backup or a check that was killed. */
const PARTIAL = /^(?:restore|backup)-\d+\.partial$/

const isThere = (disk: Disk, path: string): Promise<boolean> =>
  disk.lstat(path).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false
      throw error
    },
  )

/**
 * Moves every item that is in `from`. A name that is taken in `to` is never written over.
 * @throws the system's error, or one that names what is in the way
 */
async function moveItems(disk: Disk, from: string, to: string): Promise<void> {
  const moved = new Set([from, to])
  await disk.mkdir(to)
  for (const item of ITEMS) {
    const [source, target] = [join(from, item), join(to, item)]
    if (!(await isThere(disk, source))) continue
    if (await isThere(disk, target))
      throw new Error(
        `A backup is being restored, and ${target} is in the way of ${source}. Move it away, then restart.`,
      )
    await disk.mkdir(dirname(target))
    await disk.rename(source, target)
    moved.add(dirname(source)).add(dirname(target))
  }
  // On disk before the step is marked as done: the next step relies on it, even after power loss.
  for (const directory of moved) await disk.syncDirectory(directory)
}

async function goOn(disk: Disk, dataDir: string, at: string, step: string): Promise<string> {
  const kept = join(dataDir, `before-restore-${at}`)
  const entering = join(dataDir, `restore-${at}.entering`)
  if (step === 'leaving') {
    await moveItems(disk, dataDir, kept)
    await renameDurably(disk, join(dataDir, `restore-${at}.leaving`), entering)
  }
  await moveItems(disk, entering, dataDir)
  await disk.remove(entering)
  return kept
}

/**
 * Moves a checked restore into place at start, before any store is opened, or goes on where one was killed. At every
 * instant all of the old and all of the new data is on disk.
 * @param now names the directory that keeps what was there
 * @returns that directory, or null where nothing waited
 * @throws when something cannot be moved; the next start goes on from there
 */
export async function applyPendingRestore(dataDir: string, now: number, disk: Disk = nodeDisk): Promise<string | null> {
  const names = await namesIn(disk, dataDir)
  for (const name of names) if (PARTIAL.test(name)) await disk.remove(join(dataDir, name))
  let kept: string | null = null
  for (const name of names.toSorted()) {
    const [, at, step] = UNDER_WAY.exec(name) ?? []
    if (at !== undefined && step !== undefined) kept = await goOn(disk, dataDir, at, step)
  }
  if (!names.includes(PENDING)) return kept
  await renameDurably(disk, join(dataDir, PENDING), join(dataDir, `restore-${now}.leaving`))
  return goOn(disk, dataDir, String(now), 'leaving')
}
