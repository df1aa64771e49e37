import type { Clock } from '../../shared/clock.ts'
import { sleep } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Journal } from '../../storage/port.ts'
import { inBatch } from './batch.ts'
import { createLanes } from './lanes.ts'
import type { Place } from './lanes.ts'
import { createLedger } from './ledger.ts'
import type { Accepted, IntakeRecord, Shown } from './record.ts'
import { readUpdate } from './update.ts'

/** Marks are written this much later, many at once: handling again does nothing, so a lost mark costs nothing. */
const MARK_AFTER_MS = 1000
/** The journal is rewritten when it is larger than this, and twice as large as the last rewriting left it. */
const COMPACT_BYTES = 1_000_000
/** A handler that fails is tried again after these waits; then the chat is told. */
const RETRY_AFTER_MS: readonly number[] = [1000, 5000, 20_000]

export interface IntakeOptions {
  readonly journal: Journal<IntakeRecord>
  readonly clock: Clock
  readonly log: Log
  /** Which lane, and whether it may be joined with others. Pure and quick. */
  readonly place: (accepted: Accepted) => Omit<Place, 'group'>
  /** Acts on one update, or on several that make one prompt. May be called again for the same. */
  readonly route: (group: readonly Accepted[]) => Promise<void>
  /** Tells the chat that its update could not be handled. */
  readonly giveUp: (group: readonly Accepted[], error: unknown) => Promise<void>
}

export interface Intake {
  /** Resolves when all that is new is on disk: only then may it be acknowledged. Rejects where the disk refuses. */
  accept(raw: readonly unknown[], bot: number): Promise<void>
  /** Goes on with what an earlier run accepted and did not handle. Call once, when the router is ready. */
  resume(): number
  /** Approvals that stand open in chats, over restarts. */
  shownAt(approval: string): Shown | undefined
  allShown(): readonly Shown[]
  show(shown: Shown): Promise<void>
  unshow(approval: string): Promise<void>
  idle(): Promise<void>
  /** Writes the marks that wait. Work that still runs is left to the next start. */
  close(): Promise<void>
}

/** The durable inbox: journal, then acknowledge, then work from the journal. */
export function createIntake({ journal, clock, log, place, route, giveUp }: IntakeOptions): Intake {
  const ledger = createLedger(journal.found)
  const marks = new Map<number, number[]>()
  let compactAt = COMPACT_BYTES
  let marking: Promise<void> | null = null
  let writing: Promise<void> = Promise.resolve()
  const closing = new AbortController()

  const writeMarks = async (): Promise<void> => {
    const records = [...marks].map(([bot, ids]): IntakeRecord => ({ type: 'handled', bot, ids }))
    marks.clear()
    try {
      if (records.length > 0) await journal.append(...records)
      if (journal.size > compactAt) {
        await journal.compact(ledger.records)
        compactAt = Math.max(COMPACT_BYTES, 2 * journal.size)
      }
    } catch (error) {
      log.warn('telegram.intake.marks-not-written', { error: errorMessage(error) })
    }
  }
  const markSoon = async (): Promise<void> => {
    await sleep(clock, MARK_AFTER_MS)
    marking = null
    if (!closing.signal.aborted) await writeMarks()
  }
  const markLater = (): void => {
    marking ??= markSoon()
  }
  /** A prompt handled twice is one prompt, by its id; a command is not, so its mark is written at once. */
  const settle = (group: readonly Accepted[], atOnce: boolean): void => {
    for (const { bot, update } of group) {
      ledger.settle(bot, [update.update_id])
      const ids = marks.get(bot)
      if (ids) ids.push(update.update_id)
      else marks.set(bot, [update.update_id])
    }
    if (atOnce) void writeMarks()
    else markLater()
  }

  const attempt = async (group: readonly Accepted[]): Promise<void> => {
    for (let tries = 0; !closing.signal.aborted; tries++) {
      try {
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
    if (closing.signal.aborted) return
    try {
      const [first] = group
      if (first && (group.length > 1 || place(first).joining === 'held')) {
        const ids = group.map(({ update }) => update.update_id)
        ledger.group(first.bot, ids)
        await journal.append({ type: 'group', bot: first.bot, ids })
      }
      await attempt(group)
      settle(group, first !== undefined && place(first).joining === 'alone')
    } catch (error) {
      // Not settled: it stays in the journal and is handled at the next start.
      log.error('telegram.intake.not-handled', { update: group[0]?.update.update_id, error: errorMessage(error) })
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
      // What came twice at the same time is acknowledged by neither before it is on disk.
      if (fresh.length === 0) return await writing
      const records = fresh.map((accepted): IntakeRecord => ({ type: 'update', ...accepted }))
      writing = journal.append(...records).catch((error: unknown) => {
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
    shownAt: (approval) => ledger.shown.get(approval),
    allShown: () => [...ledger.shown.values()],
    async show(shown) {
      ledger.shown.set(shown.approval, shown)
      await journal.append(shown)
    },
    async unshow(approval) {
      if (ledger.shown.delete(approval)) await journal.append({ type: 'closed', approval })
    },
    idle: lanes.idle,
    async close() {
      await writeMarks()
      closing.abort()
    },
  }
}
