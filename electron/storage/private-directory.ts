import { chmod, lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

import type { Log } from '../shared/log.ts'
import { errorMessage } from '../shared/result.ts'
import { DIRECTORY_MODE, FILE_MODE, isMissing } from './disk.ts'

/** What is ours in the data directory. The rest belongs to Electron, and is protected by the directory's own mode. */
const OURS = /^(?:sessions|settings|secrets|processes|window)\b.*\.json|^(?:journal|history|inbox|logs|transcripts)$/

/**
 * Takes all rights from everybody but the owner. A link stays as it is: its target is not ours to change. Returns whether
 * it is a directory that others could look into until now.
 */
async function close(path: string): Promise<boolean> {
  const info = await lstat(path)
  if (info.isSymbolicLink() || (info.mode & 0o077) === 0) return false
  await chmod(path, info.isDirectory() ? DIRECTORY_MODE : FILE_MODE)
  return info.isDirectory()
}

/**
 * Makes a data directory and what is ours in it private (0700 and 0600), also where it was made by something else: a
 * person's own folder by `--user-data-dir`, a copy, an older version. Nothing to do on Windows, where a profile is
 * private by its rights. Never throws: what cannot be changed (a foreign owner, a file system without modes) is logged.
 */
export async function makePrivate(dataDir: string, log: Log): Promise<void> {
  if (process.platform === 'win32') return
  const closeAll = async (path: string): Promise<void> => {
    try {
      const wasOpen = await close(path)
      // Below a directory that was private all along, nothing was open to anybody. So a start does not walk all history.
      if (path !== dataDir && !wasOpen) return
      for (const name of await readdir(path)) if (path !== dataDir || OURS.test(name)) await closeAll(join(path, name))
    } catch (error) {
      if (!isMissing(error)) log.warn('storage.not-private', { path, message: errorMessage(error) })
    }
  }
  await closeAll(dataDir)
}
