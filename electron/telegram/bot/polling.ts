import { z } from 'zod'

import type { Clock } from '../../shared/clock.ts'
import type { BotApi } from './api.ts'
import type { Round } from './round.ts'

/** The server holds a poll open for at most this long. */
const WAIT_SECONDS = 50
/** A poll that has not come back by then never will: connections are left half open when a machine sleeps. */
export const WATCHDOG_MS = 120_000
/** An empty answer sooner than this means that something between us and the server does not hold polls open (a proxy). */
const TOO_SOON_MS = 100
const BREATH_MS = 1000

const numbered = z.looseObject({ update_id: z.number().int() })

export interface PollingOptions {
  readonly api: BotApi
  readonly round: Round
  readonly clock: Clock
  /** Journals the updates; the next poll, which acknowledges them, is made only after it resolved. */
  readonly accept: (updates: readonly unknown[]) => Promise<void>
  /** Called after each poll that came back. */
  readonly onPoll: () => void
}

/**
 * Polls until the round is cancelled, or a poll fails (rejects with its error). The first poll does not wait at the
 * server, so that a refusal shows at once. Updates from before the start are never dropped.
 */
export async function poll({ api, round, clock, accept, onPoll }: PollingOptions): Promise<void> {
  let offset = 0
  let wait = 0
  while (!round.cancelled) {
    const began = clock.now()
    const updates = await round.call(WATCHDOG_MS, (signal) => api.getUpdates(offset, wait, signal))
    onPoll()
    if (updates.length > 0) await accept(updates)
    for (const update of updates) {
      const known = numbered.safeParse(update)
      if (known.success) offset = Math.max(offset, known.data.update_id + 1)
    }
    if (updates.length === 0 && wait > 0 && clock.now() - began < TOO_SOON_MS) await round.pause(BREATH_MS)
    wait = WAIT_SECONDS
  }
}
