import { chmod, lstat, mkdir } from 'node:fs/promises'

/**
 * Makes a directory that only this user can look into, where everybody may write (the system's temporary directory).
 * Rejects where something else has its name already: another user could have put it there to read what we write, or
 * to answer in our place. Nothing to check on Windows, where each user has a temporary directory of their own.
 */
export async function ownDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const user = process.getuid?.()
  if (user === undefined) return
  const info = await lstat(path)
  if (!info.isDirectory() || info.uid !== user)
    throw new Error(`${path} is not a directory of this user. Remove it, or have its owner remove it.`)
  if ((info.mode & 0o077) !== 0) await chmod(path, 0o700)
}
