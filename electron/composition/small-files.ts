import type { SmallFiles } from '../desktop/files.ts'
import { nodeDisk, readIfThere } from '../storage/disk.ts'
import { durableFiles } from '../storage/durable-files.ts'

/** The desktop's small files, written as storage writes: completely or not at all, 0600, on disk when it resolves. */
export const smallFiles: SmallFiles = {
  read: async (path) => (await readIfThere(nodeDisk, path))?.toString('utf8') ?? null,
  write: durableFiles(nodeDisk).write,
}
