import { basename, dirname, join } from 'node:path'

import { writeAtomically } from '../atomic-write.ts'
import { readIfThere } from '../disk.ts'
import type { Disk } from '../disk.ts'
import type { Rejected } from './format.ts'

/** `sessions.json` → `<dir>/sessions.<word>.json`. */
export const siblingOf = (file: string, word: string): string =>
  join(dirname(file), `${basename(file, '.json')}.${word}.json`)

/** A time as part of a file name: Windows allows no colons in it. */
export const timeInName = (at: number): string => new Date(at).toISOString().replaceAll(':', '-')

/** What was set aside before. If that file is itself damaged it is moved away, never overwritten. */
async function earlier(disk: Disk, path: string, at: number): Promise<unknown[]> {
  const bytes = await readIfThere(disk, path)
  if (!bytes) return []
  try {
    const found: unknown = JSON.parse(bytes.toString())
    if (Array.isArray(found)) return found
  } catch {
    // Falls through to moving it away, like any other content that is not ours.
  }
  await disk.rename(path, siblingOf(path, `corrupt-${timeInName(at)}`))
  return []
}

/**
 * Adds records that could not be used to `<name>.rejected.json`, so that a person can look at them and nothing is
 * lost. The same record is kept once: a start that was killed before the cleaned file was saved finds it again.
 */
export async function setAside(disk: Disk, file: string, at: number, rejected: readonly Rejected[]): Promise<void> {
  const path = siblingOf(file, 'rejected')
  const before = await earlier(disk, path, at)
  const identity = (item: unknown) => JSON.stringify({ ...(item as object), at: 0 })
  const known = new Set(before.map(identity))
  const added = rejected.map((item) => ({ at, ...item })).filter((item) => !known.has(identity(item)))
  if (added.length === 0) return
  await writeAtomically(disk, path, [JSON.stringify([...before, ...added], null, 2), '\n'])
}
