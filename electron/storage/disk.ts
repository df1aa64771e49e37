import { constants, promises as fs } from 'node:fs'
import { dirname } from 'node:path'

/** Only their owner may read or write our files. */
export const FILE_MODE = 0o600
/** The same for directories. */
export const DIRECTORY_MODE = 0o700

/** One open file. Every method rejects with the system's own error (`code`: ENOSPC, EIO, EACCES …). */
export interface DiskFile {
  /** Writes all of `bytes` after what was written before (at the end, where opened with `a`). */
  write(bytes: Uint8Array): Promise<void>
  /** Resolves when what was written survives power loss. */
  sync(): Promise<void>
  truncate(length: number): Promise<void>
  /** Bytes. */
  size(): Promise<number>
  close(): Promise<void>
}

/** What storage needs of the file system: an interface, so that a test can fill the disk or pull the plug at any call. */
export interface Disk {
  /** `a` appends, `w` starts an empty file; both create it so that only its owner may read it. */
  open(path: string, flags: 'a' | 'w' | 'r'): Promise<DiskFile>
  readFile(path: string): Promise<Buffer>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
  /** Makes the directory and those above it; no error where it exists. */
  mkdir(path: string): Promise<void>
  /** Removes a file or a whole directory; no error where there is none. */
  remove(path: string): Promise<void>
  /** Removes a directory that is empty. */
  rmdir(path: string): Promise<void>
  readdir(path: string): Promise<string[]>
  /** About the thing itself: a symbolic link is not followed. */
  lstat(path: string): Promise<{ readonly size: number; readonly mtimeMs: number }>
  /** A second name for the same bytes; a copy where the file system has no links. */
  link(from: string, to: string): Promise<void>
  copyFile(from: string, to: string): Promise<void>
  realpath(path: string): Promise<string>
  readlink(path: string): Promise<string>
  /** Makes renames and new names in this directory survive power loss; nothing to do on Windows. */
  syncDirectory(path: string): Promise<void>
}

/** The system's error code of anything thrown, or undefined. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** Whether something failed only because there is no such file. */
export const isMissing = (error: unknown): boolean => errorCode(error) === 'ENOENT'

async function open(path: string, flags: 'a' | 'w' | 'r'): Promise<DiskFile> {
  const handle = await fs.open(path, flags, FILE_MODE)
  return {
    write: (bytes) => handle.writeFile(bytes),
    // fdatasync also writes the length, which is all the metadata that reading back needs.
    sync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    size: async () => (await handle.stat()).size,
    close: () => handle.close(),
  }
}

async function link(from: string, to: string): Promise<void> {
  try {
    await fs.link(from, to)
  } catch (error) {
    // FAT, exFAT and some network shares have no hard links.
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EXDEV', 'EMLINK'].includes(errorCode(error) ?? '')) throw error
    await fs.copyFile(from, to, constants.COPYFILE_FICLONE)
  }
}

async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await fs.open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The real file system. */
export const nodeDisk: Disk = {
  open,
  readFile: (path) => fs.readFile(path),
  rename: (from, to) => fs.rename(from, to),
  unlink: (path) => fs.unlink(path),
  mkdir: async (path) => void (await fs.mkdir(path, { recursive: true, mode: DIRECTORY_MODE })),
  remove: (path) => fs.rm(path, { recursive: true, force: true }),
  rmdir: (path) => fs.rmdir(path),
  readdir: (path) => fs.readdir(path),
  lstat: (path) => fs.lstat(path),
  link,
  copyFile: (from, to) => fs.copyFile(from, to, constants.COPYFILE_FICLONE),
  realpath: (path) => fs.realpath(path),
  readlink: (path) => fs.readlink(path),
  syncDirectory,
}

/** The file's bytes, or null where there is no such file. */
export async function readIfThere(disk: Disk, path: string): Promise<Buffer | null> {
  try {
    return await disk.readFile(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Names in a directory; none where there is no such directory. */
export async function namesIn(disk: Disk, path: string): Promise<string[]> {
  try {
    return await disk.readdir(path)
  } catch (error) {
    if (isMissing(error) || errorCode(error) === 'ENOTDIR') return []
    throw error
  }
}

/** Renames so that it survives power loss. */
export async function renameDurably(disk: Disk, from: string, to: string): Promise<void> {
  await disk.rename(from, to)
  await disk.syncDirectory(dirname(to))
}
