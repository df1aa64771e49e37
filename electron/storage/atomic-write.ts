import { dirname } from 'node:path'

import { isMissing, renameDurably } from './disk.ts'
import type { Disk } from './disk.ts'

/** Bytes that are written at once: few enough that encoding them never blocks the event loop for as long as a frame. */
const CHUNK = 256 * 1024

/** The pieces as chunks of bytes, made one at a time as they are taken. */
function* chunks(pieces: Iterable<string>): Iterable<Uint8Array> {
  let waiting = ''
  for (const piece of pieces) {
    waiting += piece
    if (waiting.length < CHUNK) continue
    yield Buffer.from(waiting)
    waiting = ''
  }
  yield Buffer.from(waiting)
}

async function writeTemporary(disk: Disk, path: string, parts: Iterable<Uint8Array>): Promise<void> {
  const file = await disk.open(path, 'w')
  let writing: Promise<void> = Promise.resolve()
  try {
    // The next part is made while the one before it is being written.
    for (const part of parts) {
      await writing
      writing = file.write(part)
    }
    await writing
    await file.sync()
  } finally {
    // Nothing may still be being written when the file is closed; what went wrong was thrown above.
    await writing.catch(() => undefined)
    await file.close()
  }
}

async function keepBackup(disk: Disk, path: string): Promise<void> {
  const next = `${path}.bak.tmp`
  await disk.remove(next)
  try {
    await disk.link(path, next)
  } catch (error) {
    if (isMissing(error)) return
    throw error
  }
  await disk.rename(next, `${path}.bak`)
}

async function replace(disk: Disk, path: string, parts: Iterable<Uint8Array>, backup: boolean): Promise<void> {
  await disk.mkdir(dirname(path))
  const temporary = `${path}.tmp`
  try {
    await writeTemporary(disk, temporary, parts)
    if (backup) await keepBackup(disk, path)
    await renameDurably(disk, temporary, path)
  } catch (error) {
    // The part that was written takes space on a disk that may be full. A failure here must not hide the first one.
    await disk.remove(temporary).catch(() => undefined)
    throw error
  }
}

/**
 * Replaces a file as a whole or not at all, whenever the app is killed: temporary file → fsync → rename → fsync of the
 * directory. `backup` keeps the file that was there as `<path>.bak`; once there is a backup, there is one at every
 * instant. Pieces are taken as they are written, so that the caller may make them lazily. One writer for each path.
 */
export const writeAtomically = (
  disk: Disk,
  path: string,
  pieces: Iterable<string>,
  options: { readonly backup?: boolean } = {},
): Promise<void> => replace(disk, path, chunks(pieces), options.backup ?? false)

/** The same for bytes. */
export const writeBytesAtomically = (disk: Disk, path: string, bytes: Uint8Array): Promise<void> =>
  replace(disk, path, [bytes], false)
