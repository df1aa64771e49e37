import type { Journal } from '../storage/port.ts'

/** A journal is rewritten when it is larger than this, and twice as large as after the last rewrite. A few thousand records. */
const COMPACT_BYTES = 2_000_000

export interface LedgerJournalOptions<T> {
  readonly journal: Journal<T>
  /** Takes a record into the ledger. Called for each record that was found on disk, too. */
  readonly apply: (record: T) => void
  /** What the ledger says, as records. */
  readonly live: () => readonly T[]
  /** It could not be rewritten. It stays as it was: large, and whole. */
  readonly onCompactFailed: (error: unknown) => void
}

/** A journal whose records make a ledger in memory: append and apply are one step. */
export interface LedgerJournal<T> {
  /** Writes the records, then applies them. Rejects where the disk refuses; nothing is applied then. */
  write(...records: readonly T[]): Promise<void>
  /** Waits for a rewrite under way, then closes. */
  close(): Promise<void>
}

/** Applies what an earlier run wrote, and keeps the journal from growing far beyond what its ledger still needs. */
export function createLedgerJournal<T>({ journal, apply, live, ...on }: LedgerJournalOptions<T>): LedgerJournal<T> {
  for (const record of journal.found) apply(record)
  let compacting: Promise<void> | null = null
  let compactAt = COMPACT_BYTES

  const compact = async (): Promise<void> => {
    try {
      await journal.compact(live)
    } catch (error) {
      on.onCompactFailed(error)
    }
    // The live records alone may be over the limit, and a full disk stays full: neither may mean a rewrite at every write.
    compactAt = Math.max(COMPACT_BYTES, 2 * journal.size)
    compacting = null
  }

  return {
    async write(...records) {
      await journal.append(...records)
      for (const record of records) apply(record)
      if (journal.size > compactAt) compacting ??= compact()
    },
    async close() {
      await compacting
      await journal.close()
    },
  }
}
