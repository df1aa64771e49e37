import { basename, dirname, join } from 'node:path'

import { create } from 'tar'

import { writeAtomically } from '../atomic-write.ts'
import { FILE_MODE, isMissing, namesIn, nodeDisk, renameDurably } from '../disk.ts'
import type { Disk } from '../disk.ts'
import { segmentsOf } from '../history/names.ts'
import { storageError } from '../storage-error.ts'
import { BACKUP_VERSION, JOURNALS, MANIFEST, refusal, sessionOfTranscript, transcriptPath } from './contents.ts'
import type { Manifest } from './contents.ts'

/** Paths of all history segments, relative to the data directory. */
async function historyFiles(disk: Disk, dataDir: string): Promise<string[]> {
  const files: string[] = []
  for (const chat of await namesIn(disk, join(dataDir, 'history')))
    for (const session of await namesIn(disk, join(dataDir, 'history', chat))) {
      const where = `history/${chat}/${session}`
      const segments = segmentsOf(await namesIn(disk, join(dataDir, where)))
      files.push(...segments.map(({ name }) => `${where}/${name}`))
    }
  return files
}

/**
 * Copies what is there now, so that the archive shows one moment although the app goes on writing. A segment that is sealed
 * meanwhile is taken sealed, one that is trimmed is left out. Returns path → bytes.
 */
async function snapshot(disk: Disk, dataDir: string, stage: string, files: readonly string[]) {
  const taken: Record<string, number> = {}
  const take = async (path: string): Promise<boolean> => {
    const target = join(stage, path)
    await disk.mkdir(dirname(target))
    try {
      // A sealed segment never changes: a second name is as good as a copy.
      await (path.endsWith('.br') ? disk.link(join(dataDir, path), target) : disk.copyFile(join(dataDir, path), target))
      taken[path] = (await disk.lstat(target)).size
      return true
    } catch (error) {
      if (!isMissing(error)) throw error
      return false
    }
  }
  for (const path of files) {
    if (await take(path)) continue
    const where = dirname(path)
    const [known] = segmentsOf([basename(path)])
    const segments = known ? segmentsOf(await namesIn(disk, join(dataDir, where))) : []
    const sealed = segments.find(({ first, end }) => end !== null && first === known?.first)
    if (sealed) await take(`${where}/${sealed.name}`)
  }
  return taken
}

/** Adds the transcripts with which another machine can go on with the sessions. Returns path → bytes. */
async function transcripts(disk: Disk, stage: string, { sessions, write }: BackupTranscripts) {
  const taken: Record<string, number> = {}
  await disk.mkdir(join(stage, 'transcripts'))
  for (const session of sessions) {
    const path = transcriptPath(session)
    if (sessionOfTranscript(path) === null) continue
    await write(session, join(stage, path))
    const { size } = await disk.lstat(join(stage, path))
    if (size > 0 && refusal(path, 'File', size) === null) taken[path] = size
  }
  return taken
}

/** Claude's own transcripts of the sessions. They are not our files: the caller, who knows them, writes the part to take along. */
export interface BackupTranscripts {
  readonly sessions: readonly string[]
  /** Writes a session's transcript to a file; an empty one where there is none any more. */
  readonly write: (session: string, target: string) => Promise<void>
}

/**
 * Writes chats, sessions, settings, usage, history and transcripts into one archive (`.tar.gz`); no secret, and nothing
 * that is under way on this machine. Whole or not at all: it is made beside its target and renamed. Flush the stores first.
 * @throws StorageError
 */
export async function writeBackup(
  dataDir: string,
  target: string,
  about: { readonly version: string; readonly at: number; readonly transcripts?: BackupTranscripts },
  disk: Disk = nodeDisk,
): Promise<void> {
  const stage = join(dataDir, `backup-${about.at}.partial`)
  const partial = join(dirname(target), `${basename(target)}.partial`)
  try {
    const wanted = ['settings.json', 'sessions.json', ...JOURNALS.map((name) => `journal/${name}`)]
    const files = {
      ...(await snapshot(disk, dataDir, stage, [...wanted, ...(await historyFiles(disk, dataDir))])),
      ...(about.transcripts ? await transcripts(disk, stage, about.transcripts) : {}),
    }
    const manifest: Manifest = {
      format: 'switchboard-backup',
      version: BACKUP_VERSION,
      app: about.version,
      at: about.at,
      files,
    }
    await writeAtomically(disk, join(stage, MANIFEST), [JSON.stringify(manifest)])
    await create({ file: partial, cwd: stage, gzip: true, portable: true, strict: true, mode: FILE_MODE }, [
      MANIFEST,
      ...Object.keys(files),
    ])
    await renameDurably(disk, partial, target)
  } catch (error) {
    await disk.remove(partial).catch(() => undefined)
    throw storageError(target, 'written', error)
  } finally {
    await disk.remove(stage).catch(() => undefined)
  }
}
