import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { extract, Parser } from 'tar'
import { z } from 'zod'

import { chatRecordSchema, sessionRecordSchema } from '../../shared/chat.ts'
import { errorMessage, fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import { BACKED_UP, BACKUP_VERSION, MANIFEST, PENDING } from './backup.ts'

/** An archive that unpacks to more than this, or holds more files, is no backup of ours. */
export interface RestoreLimits {
  readonly bytes: number
  readonly files: number
}
export const RESTORE_LIMITS: RestoreLimits = { bytes: 4 * 1024 ** 3, files: 200_000 }

const manifestSchema = z.object({
  format: z.literal('switchboard-backup'),
  version: z.number().int(),
  app: z.string(),
  at: z.number(),
})
const sessionsSchema = z.object({
  version: z.number().int(),
  chats: z.record(z.string(), chatRecordSchema),
  sessions: z.record(z.string(), sessionRecordSchema),
})

/** Where an entry may lie. The manifest stands in a folder of its own, made anew for each backup. */
const ALLOWED = new RegExp(
  `^(?:backup-[A-Za-z0-9]+(?:/${MANIFEST.replace('.', '\\.')})?|(?:${BACKED_UP.map((name) => name.replace('.', '\\.')).join('|')})(?:/.*)?)$`,
)

/** Why an entry may not be unpacked, or null where it may. Pure. */
export function refusal(path: string, type: string): string | null {
  if (type !== 'File' && type !== 'OldFile' && type !== 'Directory')
    return `it holds something that is neither a file nor a folder: ${path} (${type})`
  const parts = path.split(/[\\/]/)
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || parts.includes('..'))
    return `it holds a path outside itself: ${path}`
  if (path.includes('\0') || !ALLOWED.test(path.replace(/\/$/, '')))
    return `it holds a file that is no part of a backup: ${path}`
  return null
}

/** Looks at every entry before one byte is unpacked. Returns the manifest's path. */
function inspect(archive: string, limits: RestoreLimits): Promise<string> {
  return new Promise((resolve, reject) => {
    let bytes = 0
    let files = 0
    let manifest: string | null = null
    const source = createReadStream(archive)
    const parser = new Parser({ strict: true })
    const refuse = (why: string): void => {
      // Stop reading here: a bomb is not inflated to its end.
      source.destroy()
      reject(new Error(why))
    }
    parser.on('entry', (entry) => {
      bytes += entry.size
      files++
      if (entry.path.endsWith(`/${MANIFEST}`)) manifest = entry.path
      const wrong = refusal(entry.path, entry.type)
      if (wrong) refuse(wrong)
      else if (bytes > limits.bytes) refuse(`it unpacks to more than ${Math.round(limits.bytes / 1_000_000)} MB`)
      else if (files > limits.files) refuse(`it holds more than ${limits.files} files`)
      else entry.resume()
    })
    parser.on('error', (error) => refuse(`it is damaged (${errorMessage(error)})`))
    source.on('error', (error) => refuse(errorMessage(error)))
    parser.on('end', () => {
      if (manifest) resolve(manifest)
      else refuse('it is not a backup of Switchboard: there is no manifest in it')
    })
    source.pipe(parser)
  })
}

async function readJson<T>(path: string, schema: z.ZodType<T>, name: string): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new Error(`its ${name} is damaged: ${errorMessage(error).slice(0, 300)}`, { cause: error })
  }
}

/**
 * Checks an archive whole and lays it ready for the next start (`applyPendingRestore`). A damaged or hostile one is
 * refused whole, with what is wrong with it; nothing of the present data is touched.
 */
export async function stageRestore(
  dataDir: string,
  archive: string,
  limits: RestoreLimits = RESTORE_LIMITS,
): Promise<Result> {
  const staging = await mkdtemp(join(dataDir, 'restore-'))
  try {
    const manifestPath = await inspect(archive, limits)
    await extract({
      file: archive,
      cwd: staging,
      strict: true,
      preservePaths: false,
      noMtime: true,
      filter: (path, entry) => 'type' in entry && refusal(path, entry.type) === null,
    })
    const manifest = await readJson(join(staging, manifestPath), manifestSchema, 'manifest')
    if (manifest.version > BACKUP_VERSION) {
      return fail(
        'backup-newer',
        `This backup was made by a newer Switchboard (${manifest.app}). Update first, then restore.`,
      )
    }
    await readJson(join(staging, 'sessions.json'), sessionsSchema, 'sessions.json')
    await rm(join(dataDir, PENDING), { recursive: true, force: true })
    await rename(staging, join(dataDir, PENDING))
    return ok(undefined)
  } catch (error) {
    return fail('backup-refused', `This archive was not restored: ${errorMessage(error)}. Nothing was changed.`)
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}
