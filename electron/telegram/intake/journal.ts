import { createLedgerJournal } from '../../sessions/ledger-journal.ts'
import type { LedgerJournal } from '../../sessions/ledger-journal.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Journal } from '../../storage/port.ts'
import { createIntakeLedger } from './ledger.ts'
import type { IntakeLedger } from './ledger.ts'
import type { IntakeRecord } from './record.ts'

/** `journal/updates.jsonl` with its ledger in memory. */
export interface IntakeJournal extends LedgerJournal<IntakeRecord> {
  readonly ledger: IntakeLedger
}

export function createIntakeJournal(journal: Journal<IntakeRecord>, log: Log): IntakeJournal {
  const ledger = createIntakeLedger()
  const written = createLedgerJournal({
    journal,
    apply: ledger.apply,
    live: ledger.records,
    onCompactFailed: (error) => log.warn('telegram.intake.compact', { error: errorMessage(error) }),
  })
  return { ...written, ledger }
}
