import { z } from 'zod'

/** The version of the archive's layout. A higher one is refused. 2: with `transcripts/`. */
export const BACKUP_VERSION = 2

/** The first file in an archive: what the archive says about itself. */
export const MANIFEST = 'switchboard-backup.json'

/**
 * What a backup takes of `journal/`. Not prompts that wait, answers on their way and updates that came in: they belong to
 * the machine that accepted them, and a second one would give, send and take them again.
 */
export const JOURNALS = ['usage.jsonl', 'cleanup.jsonl'] as const

/** What a restore replaces in the data directory; everything else there stays as it is. */
export const ITEMS: readonly string[] = [
  'settings.json',
  'settings.json.bak',
  'sessions.json',
  'sessions.json.bak',
  ...JOURNALS.map((name) => `journal/${name}`),
  'history',
  'transcripts',
]

/** Where Claude's transcript of a session lies in an archive, and in the data directory until the session is resumed. */
export const transcriptPath = (session: string): string => `transcripts/${session}.jsonl`
const TRANSCRIPT = /^transcripts\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.jsonl$/

/** The session whose transcript is at this path of the archive; null where the path is no transcript's. Pure. */
export const sessionOfTranscript = (path: string): string | null => TRANSCRIPT.exec(path)?.[1] ?? null

const manifestSchema = z.object({
  format: z.literal('switchboard-backup'),
  version: z.number().int().positive(),
  /** Version of the app that wrote it. */
  app: z.string(),
  at: z.number(),
  /** Path → bytes of every other file. */
  files: z.record(z.string(), z.number().int().nonnegative()),
})
export type Manifest = z.infer<typeof manifestSchema>

const MB = 1_000_000

/** The most that an archive may unpack to, against archives that are made to fill the disk; ours are far smaller. */
export interface RestoreLimits {
  readonly bytes: number
  readonly files: number
  /** Unpacked bytes for each packed one. gzip cannot exceed 1032, and a history of blanks comes close to that. */
  readonly ratio: number
}
export const RESTORE_LIMITS: RestoreLimits = { bytes: 20_000 * MB, files: 500_000, ratio: 1000 }

/** Where a file of a backup may lie, and how large it may be. Anything else is refused. */
const ALLOWED: readonly { readonly path: RegExp; readonly largest: number }[] = [
  { path: /^switchboard-backup\.json$/, largest: 128 * MB },
  { path: /^settings\.json$/, largest: 16 * MB },
  { path: /^sessions\.json$/, largest: 512 * MB },
  { path: /^journal\/(?:usage|cleanup)\.jsonl$/, largest: 512 * MB },
  {
    path: /^history\/[A-Za-z0-9_%-][A-Za-z0-9_%.-]{0,200}\/[0-9a-fA-F-]{36}\/\d{12}(?:-\d{12})?\.jsonl(?:\.br)?$/,
    largest: 1000 * MB,
  },
  { path: TRANSCRIPT, largest: 200 * MB },
]

/** Why an archive was refused: a name for programs, a sentence for people. */
export class BackupRefused extends Error {
  readonly code: 'backup-refused' | 'backup-newer'

  constructor(message: string, code: BackupRefused['code'] = 'backup-refused') {
    super(message)
    this.name = 'BackupRefused'
    this.code = code
  }
}

/** Why an entry may not be unpacked, or null where it may. Pure. `size` in bytes. */
export function refusal(path: string, type: string, size: number): string | null {
  const shown = path.slice(0, 120)
  if (type !== 'File' && type !== 'OldFile') return `it holds something that is no plain file: ${shown} (${type})`
  if (/^[/\\]|^[A-Za-z]:|\\|(?:^|\/)\.\.?(?:\/|$)|\0/.test(path)) return `it holds a path outside itself: ${shown}`
  const allowed = ALLOWED.find((entry) => entry.path.test(path))
  if (!allowed) return `it holds a file that is no part of a backup: ${shown}`
  return size > allowed.largest ? `${shown} in it is too large (${size} bytes)` : null
}

/**
 * Reads the manifest's text.
 * @throws BackupRefused
 */
export function readManifest(text: string): Manifest {
  const parsed = manifestSchema.safeParse(json(text))
  if (!parsed.success) throw new BackupRefused('it is not a backup of Switchboard, or its manifest is damaged')
  const { version, app } = parsed.data
  if (version > BACKUP_VERSION)
    throw new BackupRefused(`it was made by a newer Switchboard (${app}). Update first, then restore`, 'backup-newer')
  return parsed.data
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
