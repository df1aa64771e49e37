import { z } from 'zod'

import { pairingViewSchema } from '../../shared/app-state.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Journal } from '../../storage/port.ts'

/** `shown`: how often the stranger was shown the code. */
const waitingSchema = pairingViewSchema.extend({ shown: z.number().int() })
/** A stranger who waits to be let in. */
export type WaitingStranger = z.infer<typeof waitingSchema>

/**
 * The one line of `journal/pairings.jsonl`: who waits now. The codes stand in it as they are: the desktop must show
 * them again after a restart, and a code lets nobody in unless an owner says so.
 */
export const pairingRecordSchema = z.object({ waiting: z.array(waitingSchema) })
export type PairingRecord = z.infer<typeof pairingRecordSchema>

/** Who waits, over restarts. */
export interface PairingStore {
  readonly found: readonly WaitingStranger[]
  save(waiting: readonly WaitingStranger[]): void
}

/** Keeps them in a journal of one record. Where the disk refuses, they are only in memory, and a restart makes the codes void. */
export function createPairingStore(journal: Journal<PairingRecord>, log: Log): PairingStore {
  return {
    found: journal.found.at(-1)?.waiting ?? [],
    save(waiting) {
      journal
        .compact(() => [{ waiting: [...waiting] }])
        .catch((error: unknown) => log.warn('telegram.pairing.not-saved', { error: errorMessage(error) }))
    },
  }
}
