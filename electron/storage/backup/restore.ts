import { join } from 'node:path'

import { done, fail } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import { nodeDisk, readIfThere, renameDurably } from '../disk.ts'
import type { Disk } from '../disk.ts'
import { settingsFormat } from '../settings/settings-format.ts'
import { storageError } from '../storage-error.ts'
import type { Format } from '../store/format.ts'
import { interpret } from '../store/interpret.ts'
import { sessionsFormat } from '../store/sessions-store.ts'
import { BackupRefused, MANIFEST, RESTORE_LIMITS, sessionOfTranscript } from './contents.ts'
import type { Manifest, RestoreLimits } from './contents.ts'
import { PENDING } from './exchange.ts'
import { unpack } from './unpack.ts'

/** Why a file is no transcript of this session that Claude could go on with; null where it is one. */
export type TranscriptFault = (path: string, session: string) => Promise<string | null>

/**
 * Checks a JSON file of the archive as the store will at the next start. A single record that does not parse does not
 * count: the store sets it aside and says so.
 */
async function check<T>(disk: Disk, path: string, name: string, format: Format<T>) {
  const bytes = await readIfThere(disk, path)
  if (!bytes) return null
  const reading = interpret(bytes, format)
  if (reading.state === 'damaged') throw new BackupRefused(`its ${name} is damaged: ${reading.why.slice(0, 300)}`)
  if (reading.version > format.version)
    throw new BackupRefused(
      `its ${name} was written by a newer Switchboard. Update first, then restore`,
      'backup-newer',
    )
  return reading
}

async function checkSessions(disk: Disk, into: string): Promise<void> {
  const reading = await check(disk, join(into, 'sessions.json'), 'sessions.json', sessionsFormat())
  if (!reading) throw new BackupRefused('there are no chats in it: sessions.json is missing')
  const usable = Object.keys(reading.data.chats).length + Object.keys(reading.data.sessions).length
  if (usable === 0 && reading.rejected.length > 0)
    throw new BackupRefused(
      `its sessions.json is damaged: none of its ${reading.rejected.length} chats and sessions can be read`,
    )
}

/** Checks every transcript of the archive: a session is resumed with what is in it. */
async function checkTranscripts(into: string, manifest: Manifest, fault: TranscriptFault): Promise<void> {
  for (const path of Object.keys(manifest.files)) {
    const session = sessionOfTranscript(path)
    const wrong = session === null ? null : await fault(join(into, path), session)
    if (wrong !== null) throw new BackupRefused(`its ${path} cannot be used: ${wrong}`)
  }
}

/**
 * Checks an archive whole and lays it ready for the next start (`applyPendingRestore`). A damaged or hostile one is
 * refused whole, with what is wrong with it; nothing of the present data is touched.
 */
export async function stageRestore(
  dataDir: string,
  archive: string,
  options: { readonly transcriptFault: TranscriptFault; readonly disk?: Disk; readonly limits?: RestoreLimits },
): Promise<Result> {
  const { disk = nodeDisk, limits = RESTORE_LIMITS } = options
  const staging = join(dataDir, `restore-${Date.now()}.partial`)
  const pending = join(dataDir, PENDING)
  try {
    await disk.mkdir(staging)
    const manifest = await unpack(disk, archive, staging, limits)
    await checkSessions(disk, staging)
    await checkTranscripts(staging, manifest, options.transcriptFault)
    await check(disk, join(staging, 'settings.json'), 'settings.json', settingsFormat)
    await disk.remove(join(staging, MANIFEST))
    await disk.remove(pending)
    await renameDurably(disk, staging, pending)
    return done
  } catch (error) {
    await disk.remove(staging).catch(() => undefined)
    if (!(error instanceof BackupRefused))
      return fail('restore-failed', storageError(archive, 'restored', error).message)
    return fail(error.code, `This archive was not restored: ${error.message}. Nothing was changed.`)
  }
}
