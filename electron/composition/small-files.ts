import type { SmallFiles } from '../desktop/files.ts'
import { writeAtomically } from '../storage/atomic-write.ts'
import { nodeDisk, readIfThere } from '../storage/disk.ts'

/** The desktop's small files, written as storage writes: whole, 0600, on disk when it resolves. */
export const smallFiles: SmallFiles = {
  read: async (path) => (await readIfThere(nodeDisk, path))?.toString('utf8') ?? null,
  write: (path, text) => writeAtomically(nodeDisk, path, [text]),
}
