import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { create } from 'tar'

import { DIRECTORY_MODE, FILE_MODE } from '../disk.ts'

/** What a backup holds: everything without secrets, processes, locks and logs. */
export const BACKED_UP = ['sessions.json', 'settings.json', 'history', 'journal'] as const

/** The version of the archive's layout. A higher one is refused. */
export const BACKUP_VERSION = 1

export const MANIFEST = 'switchboard-backup.json'

/** Writes everything without secrets into one archive (`.tar.gz`). Whole or not at all: it is made beside and renamed. */
export async function writeBackup(
  dataDir: string,
  target: string,
  about: { version: string; at: number },
): Promise<void> {
  const staging = await mkdtemp(join(dataDir, 'backup-'))
  try {
    const manifest = { format: 'switchboard-backup', version: BACKUP_VERSION, app: about.version, at: about.at }
    await writeFile(join(staging, MANIFEST), JSON.stringify(manifest), { mode: FILE_MODE })
    const present = await existing(dataDir, BACKED_UP)
    const archive = join(staging, 'archive.tar.gz')
    await create({ gzip: true, portable: true, file: archive, cwd: dataDir, mode: FILE_MODE }, [
      `${relativeTo(dataDir, staging)}/${MANIFEST}`,
      ...present,
    ])
    await rename(archive, target).catch(async () => {
      // Another file system: renaming cannot cross it.
      const { copyFile } = await import('node:fs/promises')
      await copyFile(archive, target)
    })
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

const relativeTo = (base: string, path: string): string => path.slice(base.length + 1).replaceAll('\\', '/')

async function existing(dir: string, names: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    names.map((name) =>
      stat(join(dir, name)).then(
        () => name,
        () => null,
      ),
    ),
  )
  return found.filter((name) => name !== null)
}

/** Moves a checked restore into place at start, before any store is opened; what was there is kept beside it. */
export async function applyPendingRestore(dataDir: string, now: number): Promise<string | null> {
  const pending = join(dataDir, PENDING)
  const names = await existing(pending, BACKED_UP)
  if (names.length === 0) return null
  const kept = join(dataDir, `before-restore-${now}`)
  await mkdir(kept, { recursive: true, mode: DIRECTORY_MODE })
  // Name by name: a kill in between leaves the rest in the pending folder, and the next start goes on with it.
  for (const name of names) {
    await rename(join(dataDir, name), join(kept, name)).catch(() => undefined)
    await rename(join(pending, name), join(dataDir, name))
  }
  await rm(pending, { recursive: true, force: true })
  return kept
}

export const PENDING = 'restore-pending'
