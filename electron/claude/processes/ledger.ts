import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

import { z } from 'zod'

import { sessionIdSchema } from '../../shared/ids.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import { durableWrite } from './durable-write.ts'
import type { ProcessIdentity } from './process-table.ts'

/** One child as the ledger keeps it. */
const entrySchema = z.object({
  pid: z.number().int().positive(),
  /** In the system's own words; see `ProcessRow.startTime`. */
  startTime: z.string().min(1),
  /** `NAME=value` that stands in the environment of all that it starts. */
  mark: z.string().nullable().default(null),
  /** The chat that it is for. */
  owner: z.string(),
  directory: z.string(),
  /** Null until Claude has named it. */
  sessionId: sessionIdSchema.nullable().default(null),
  since: z.number().int(),
})
export type LedgerEntry = Readonly<z.infer<typeof entrySchema>>

/** `processes.json`: every child, so that those that outlive us are known at the next start. */
export interface Ledger {
  /** Children of earlier runs that were not yet seen to have ended. */
  earlier(): Promise<readonly LedgerEntry[]>
  /**
   * A child with this mark is about to be started. On disk before it is: its pid is known only afterwards, and a kill
   * in between would leave a child that nobody knows of.
   */
  announce(mark: string): Promise<void>
  /** Marks that an earlier run announced and of which it then wrote no entry. */
  unentered(): Promise<readonly string[]>
  /** Nothing runs with this mark (any more). */
  withdraw(mark: string): Promise<void>
  /** Resolves when the entry is on disk, in place of its announcement; only then may the child be used. */
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
    // Claude's own registry still tells which sessions are held: nothing is resumed twice for want of this file.
    if (!missing) log.error('claude.ledger.unreadable', { path, message: errorMessage(error) })
    return { entries: [], announced: [] }
  }
}

export function createLedger({ path, log }: { readonly path: string; readonly log: Log }): Ledger {
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
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const all = { version: 1, processes: [...earlier, ...current], announced: [...unentered, ...announced] }
    await durableWrite(path, `${JSON.stringify(all, null, 2)}\n`)
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
