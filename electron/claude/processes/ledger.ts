import { readFile } from 'node:fs/promises'

import { z } from 'zod'

import { sessionIdSchema } from '../../shared/ids.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { DurableFiles } from '../durable-files.ts'
import type { ProcessIdentity } from './process-table.ts'

/** One child as the ledger keeps it. */
const entrySchema = z.object({
  pid: z.number().int().positive(),
  /** As the system writes it; see `ProcessRow.startTime`. */
  startTime: z.string().min(1),
  /** The `NAME=value` in the environment of everything that it starts. */
  mark: z.string().nullable().default(null),
  /** The chat that it is for. */
  owner: z.string(),
  directory: z.string(),
  /** Null until Claude has named it. */
  sessionId: sessionIdSchema.nullable().default(null),
  since: z.number().int(),
})
export type LedgerEntry = Readonly<z.infer<typeof entrySchema>>

/** `processes.json`: every child, so that the next start knows those that have outlived us. */
export interface Ledger {
  /** Children of earlier runs that may still run. */
  earlier(): Promise<readonly LedgerEntry[]>
  /**
   * A child with this mark is about to be started. Resolves when that is on disk: the pid is known only after the start,
   * and a kill in between would leave a child that nobody knows of.
   */
  announce(mark: string): Promise<void>
  /** Marks that an earlier run announced without then adding an entry. */
  unentered(): Promise<readonly string[]>
  /** Nothing runs with this mark, or not any more. */
  withdraw(mark: string): Promise<void>
  /** Replaces the announcement by the entry. Resolves when that is on disk; only then may the child be used. */
  add(entry: LedgerEntry): Promise<void>
  /** The child is now known to hold this session. */
  name(child: ProcessIdentity, sessionId: SessionId): Promise<void>
  remove(child: ProcessIdentity): Promise<void>
}

const same = (a: ProcessIdentity, b: ProcessIdentity): boolean => a.pid === b.pid && a.startTime === b.startTime

const fileSchema = z.object({ processes: z.array(z.unknown()), announced: z.array(z.string()).default([]) })

interface Written {
  readonly entries: LedgerEntry[]
  readonly announced: string[]
}

async function load(path: string, log: Log): Promise<Written> {
  try {
    const { processes, announced } = fileSchema.parse(JSON.parse(await readFile(path, 'utf8')))
    const entries = processes.flatMap((value) => {
      const parsed = entrySchema.safeParse(value)
      return parsed.success ? [parsed.data] : []
    })
    return { entries, announced }
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    // Claude's own registry still tells which sessions are held: without this file, too, nothing is resumed twice.
    if (!missing) log.error('claude.ledger.unreadable', { path, message: errorMessage(error) })
    return { entries: [], announced: [] }
  }
}

export interface LedgerOptions {
  /** Where `processes.json` lies. */
  readonly path: string
  readonly files: DurableFiles
  readonly log: Log
}

export function createLedger({ path, files, log }: LedgerOptions): Ledger {
  let earlier: LedgerEntry[] = []
  let current: LedgerEntry[] = []
  let unentered: string[] = []
  let announced: string[] = []
  let loaded: Promise<void> | null = null
  let writing: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null

  const read = async (): Promise<void> => {
    const written = await load(path, log)
    earlier = written.entries
    unentered = written.announced
  }
  const ready = (): Promise<void> => (loaded ??= read())

  const write = async (): Promise<void> => {
    next = null
    const all = { version: 1, processes: [...earlier, ...current], announced: [...unentered, ...announced] }
    await files.write(path, `${JSON.stringify(all, null, 2)}\n`)
  }

  /** One write serves all changes that were made before it began. */
  const flush = (): Promise<void> => {
    if (!next) {
      const begun = writing.catch(() => undefined).then(write)
      next = begun
      writing = begun
    }
    return next
  }

  return {
    async earlier() {
      await ready()
      return earlier
    },
    async announce(mark) {
      await ready()
      announced = [...announced, mark]
      await flush()
    },
    async unentered() {
      await ready()
      return unentered
    },
    async withdraw(mark) {
      await ready()
      announced = announced.filter((one) => one !== mark)
      unentered = unentered.filter((one) => one !== mark)
      await flush()
    },
    async add(entry) {
      await ready()
      current = [...current, entry]
      announced = announced.filter((mark) => mark !== entry.mark)
      await flush()
    },
    async name(child, sessionId) {
      await ready()
      current = current.map((entry) => (same(entry, child) ? { ...entry, sessionId } : entry))
      await flush()
    },
    async remove(child) {
      await ready()
      const others = (entries: LedgerEntry[]): LedgerEntry[] => entries.filter((entry) => !same(entry, child))
      current = others(current)
      earlier = others(earlier)
      await flush()
    },
  }
}
