import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

import { faultOfTranscript } from '../claude/transcripts/carried.ts'
import type { Transcripts } from '../claude/transcripts/transcripts.ts'
import type { Backup } from '../desktop/ports.ts'
import type { SessionId } from '../shared/ids.ts'
import { done, errorMessage, fail } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import { writeBackup } from '../storage/backup/backup.ts'
import { stageRestore } from '../storage/backup/restore.ts'

/** Checks all of an archive, transcripts included, and stages it for the next start. */
export const restoreBackup = (dataDir: string, archive: string): Promise<Result> =>
  stageRestore(dataDir, archive, { transcriptFault: faultOfTranscript })

/** Saves everything into one file, and restores it at the next start. */
export function createBackups(options: {
  readonly dataDir: string
  readonly version: string
  readonly flush: () => Promise<void>
  readonly sessions: () => readonly string[]
  readonly transcripts: Pick<Transcripts, 'conversation' | 'known'>
}): Backup {
  async function* textOf(session: string): AsyncGenerator<string, void> {
    for await (const line of options.transcripts.conversation(session as SessionId)) yield `${line}\n`
  }
  const write = (session: string, target: string): Promise<void> =>
    pipeline(textOf(session), createWriteStream(target, { mode: 0o600 }))
  return {
    async save(path) {
      try {
        await options.flush()
        const known = await options.transcripts.known()
        const transcripts = { sessions: options.sessions().filter((session) => known.has(session)), write }
        await writeBackup(options.dataDir, path, { version: options.version, at: Date.now(), transcripts })
        return done
      } catch (error) {
        return fail('backup-failed', `The backup could not be written to ${path}: ${errorMessage(error)}`)
      }
    },
    restore: (path) => restoreBackup(options.dataDir, path),
  }
}
