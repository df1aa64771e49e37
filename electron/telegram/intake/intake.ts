import type { Clock } from '../../shared/clock.ts'
import { sleep } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import { inBatch } from './batch.ts'
import type { IntakeJournal } from './journal.ts'
import { createLanes } from './lanes.ts'
import type { Place } from './lanes.ts'
import { createMarks } from './marks.ts'
import type { Accepted, IntakeRecord } from './record.ts'
import { readUpdate } from './update.ts'

/** A handler that fails is tried again after these waits; then the chat is told. */
const RETRY_AFTER_MS: readonly number[] = [1000, 5000, 20_000]

export interface IntakeOptions {
  readonly journal: IntakeJournal
  readonly clock: Clock
  readonly log: Log
  /** In which lane it waits, and whether it may be joined with others. Pure and quick. */
  readonly place: (accepted: Accepted) => Omit<Place, 'group'>
  /** Acts on one update, or on several that make one prompt. May be called again for the same. */
  readonly route: (group: readonly Accepted[]) => Promise<void>
  /** Tells the chat that its update could not be handled. */
  readonly giveUp: (group: readonly Accepted[], error: unknown) => Promise<void>
}

export interface Intake {
  /** Resolves when everything new is on disk: only then may it be acknowledged. Rejects where the disk refuses. */
  accept(raw: readonly unknown[], bot: number): Promise<void>
  /** Goes on with what an earlier run accepted and did not handle; returns how many groups. Call once, when the router is ready. */
  resume(): number
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>
  /** Writes the marks that wait. Work that still runs is left to the next start. */
  close(): Promise<void>
}

/** The durable inbox: journal, then acknowledge, then work from the journal. */
export function createIntake({ journal, clock, log, place, route, giveUp }: IntakeOptions): Intake {
  const { ledger, write } = journal
  const marks = createMarks({
    clock,
    write: (records) =>
      write(...records).then(
        () => true,
        (error: unknown) => {
          log.warn('telegram.intake.marks-not-written', { error: errorMessage(error) })
          return false
        },
      ),
  })
  let writing: Promise<void> = Promise.resolve()
  const closing = new AbortController()

  /** `first`: what must be on disk before it is routed. */
  const attempt = async (group: readonly Accepted[], first: () => Promise<void>): Promise<void> => {
    for (let tries = 0; !closing.signal.aborted; tries++) {
      try {
        await first()
        return await route(group)
      } catch (error) {
        const waitMs = RETRY_AFTER_MS[tries]
        const update = group[0]?.update.update_id
        log.warn('telegram.intake.handler-failed', { update, tries: tries + 1, waitMs, error: errorMessage(error) })
        if (waitMs === undefined) return await giveUp(group, error)
        await sleep(clock, waitMs)
      }
    }
    throw new Error('closed')
  }

  const handle = async (group: readonly Accepted[]): Promise<void> => {
    const [first] = group
    if (closing.signal.aborted || !first) return
    try {
      const ids = group.map(({ update }) => update.update_id)
      const isGroup = group.length > 1 || place(first).joining === 'held'
      await attempt(group, async () => (isGroup ? await write({ type: 'group', bot: first.bot, ids }) : undefined))
      ledger.settle(first.bot, ids)
      // A prompt that is handled twice is one prompt, by its id. A command is not: its mark is written now.
      marks.add(group, place(first).joining === 'alone')
    } catch (error) {
      // Not settled: it stays in the journal and is handled at the next start.
      log.error('telegram.intake.not-handled', { update: first.update.update_id, error: errorMessage(error) })
    }
  }

  const lanes = createLanes({ clock, handle })

  return {
    async accept(raw, bot) {
      const at = clock.now()
      const unknown: Accepted[] = []
      for (const one of raw) {
        const update = readUpdate(one)
        if (update === null) log.debug('telegram.intake.unknown-kind')
        else if (!ledger.knows(bot, update.update_id)) unknown.push({ bot, at, update })
      }
      const batch = inBatch(unknown, place).filter(({ group }) => group.every(ledger.admit))
      const fresh = batch.flatMap(({ group }) => group)
      // Of two calls with the same update, neither may return before it is on disk.
      if (fresh.length === 0) return await writing
      const records = fresh.map((accepted): IntakeRecord => ({ type: 'update', ...accepted }))
      writing = write(...records).catch((error: unknown) => {
        ledger.withdraw(fresh)
        throw error
      })
      await writing
      for (const one of batch) lanes.push(one)
    },
    resume() {
      const pending = ledger.pending()
      for (const { group, closed: whole } of pending) {
        const [first] = group
        if (!first) continue
        const { lane, joining } = place(first)
        lanes.push({ lane, group, joining: whole ? 'alone' : joining })
      }
      return pending.length
    },
    idle: lanes.idle,
    async close() {
      closing.abort()
      await marks.close()
    },
  }
}
