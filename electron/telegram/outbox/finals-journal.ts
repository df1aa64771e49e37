import { createLedgerJournal } from '../../sessions/ledger-journal.ts'
import type { LedgerJournal } from '../../sessions/ledger-journal.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Journal } from '../../storage/port.ts'
import { applyFinalRecord, emptyFinals, liveFinalRecords } from './final-record.ts'
import type { FinalLedger, FinalRecord } from './final-record.ts'

/** `journal/finals.jsonl` with its ledger in memory. */
export interface FinalsJournal extends LedgerJournal<FinalRecord> {
  readonly ledger: FinalLedger
  /** Like `write`, but never rejects: a mark that the disk refuses must not stop the answer, which is at worst sent twice, and says so. */
  mark(record: FinalRecord): Promise<void>
}

export function createFinalsJournal(journal: Journal<FinalRecord>, log: Log): FinalsJournal {
  const ledger = emptyFinals()
  const written = createLedgerJournal({
    journal,
    apply: (record) => applyFinalRecord(ledger, record),
    live: () => liveFinalRecords(ledger),
    onCompactFailed: (error) => log.warn('telegram.outbox.compact', { error: errorMessage(error) }),
  })
  return {
    ...written,
    ledger,
    async mark(record) {
      try {
        await written.write(record)
      } catch (error) {
        applyFinalRecord(ledger, record)
        log.error('telegram.outbox.mark-not-written', { type: record.type, error: errorMessage(error) })
      }
    },
  }
}
