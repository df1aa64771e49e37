import { writeAtomically } from './atomic-write.ts'
import type { Disk } from './disk.ts'

/** Lets other rooms write their files as storage writes its own: completely or not at all, 0600, on disk when it resolves. */
export const durableFiles = (disk: Disk) => ({
  write: (path: string, text: string): Promise<void> => writeAtomically(disk, path, [text]),
  syncDirectory: (path: string): Promise<void> => disk.syncDirectory(path),
})
