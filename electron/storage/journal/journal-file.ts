import { dirname } from 'node:path'

import { encodeLine } from '../checked-line.ts'
import type { Disk, DiskFile } from '../disk.ts'
import { storageError } from '../storage-error.ts'

/** The bytes of a journal on disk. One call at a time. */
export interface JournalFile {
  readonly size: number
  /** Durable when it resolves. When it rejects, nothing of it is left, or will be removed before the next write. */
  append(text: string): Promise<void>
  /** Replaces all records by these, or changes nothing. */
  replace(records: readonly unknown[]): Promise<void>
  close(): Promise<void>
}

/** Opens the file for appending and cuts it to its `length` good bytes. */
export async function openJournalFile(disk: Disk, path: string, length: number): Promise<JournalFile> {
  let size = length
  let file: DiskFile | null = null
  /** A failed write may have left bytes behind the good ones: they are cut off before anything else is written. */
  let dirty = true

  async function ready(): Promise<DiskFile> {
    if (!file) {
      // The name must be durable before any record in the file is called durable: after `replace` it is a new file.
      await disk.syncDirectory(dirname(path))
      file = await disk.open(path, 'a')
    }
    if (dirty) {
      if ((await file.size()) !== size) await file.truncate(size)
      dirty = false
    }
    return file
  }

  async function closeFile() {
    const open = file
    file = null
    await open?.close()
  }

  async function writeNew(records: readonly unknown[]): Promise<number> {
    const bytes = Buffer.from(records.map(encodeLine).join(''))
    const next = await disk.open(`${path}.tmp`, 'w')
    try {
      await next.write(bytes)
      await next.sync()
    } finally {
      await next.close()
    }
    return bytes.length
  }

  // Makes the file where there is none, so that the first sync of the directory covers its name.
  await (await disk.open(path, 'a')).close()
  await ready()
  return {
    get size() {
      return size
    },
    async append(text) {
      try {
        const open = await ready()
        const bytes = Buffer.from(text)
        dirty = true
        await open.write(bytes)
        await open.sync()
        size += bytes.length
        dirty = false
      } catch (error) {
        // Repair is tried now, and again before the next write. The first failure is the one to report.
        if (file) await ready().catch(() => undefined)
        throw storageError(path, 'written', error)
      }
    },
    async replace(records) {
      try {
        const length = await writeNew(records)
        // Windows does not rename over an open file.
        await closeFile()
        await disk.rename(`${path}.tmp`, path)
        size = length
        await ready()
      } catch (error) {
        await disk.remove(`${path}.tmp`).catch(() => undefined)
        throw storageError(path, 'compacted', error)
      }
    },
    close: closeFile,
  }
}
