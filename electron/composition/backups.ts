import type { Backup } from '../desktop/ports.ts'
import { done, errorMessage, fail } from '../shared/result.ts'
import { writeBackup } from '../storage/backup/backup.ts'
import { stageRestore } from '../storage/backup/restore.ts'

/** Everything into one file, and back at the next start. */
export function createBackups(options: { dataDir: string; version: string; flush: () => Promise<void> }): Backup {
  return {
    async save(path) {
      try {
        await options.flush()
        await writeBackup(options.dataDir, path, { version: options.version, at: Date.now() })
        return done
      } catch (error) {
        return fail('backup-failed', `The backup could not be written to ${path}: ${errorMessage(error)}`)
      }
    },
    restore: (path) => stageRestore(options.dataDir, path),
  }
}
