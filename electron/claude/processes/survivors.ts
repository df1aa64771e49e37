import { sleep } from '../../shared/clock.ts'
import type { Clock } from '../../shared/clock.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import type { Claude, SessionHolder } from '../port.ts'
import { endProcess, killLeft, runs } from './end-process.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'
import type { ProcessTable } from './process-table.ts'
import type { RegisteredSession } from './registry.ts'

/** How often to look whether a survivor has ended: it is no longer our child, so nothing tells us. */
const LOOK_MS = 250

export interface SurvivorDeps {
  readonly clock: Clock
  readonly log: Log
  readonly table: ProcessTable
  readonly ledger: Ledger
  /** Claude's registry, now. */
  readonly registered: () => Promise<readonly RegisteredSession[]>
  /** Pids of the children of this run: they are no survivors. */
  readonly own: () => ReadonlySet<number>
}

/** Children of an earlier run (a Switchboard that was killed) that still run, and other processes that hold sessions. */
export interface Survivors extends Pick<Claude, 'holders' | 'waitForSurvivor' | 'reap'> {
  /** Children of an earlier run that still run, for "Cleanup". */
  leftovers(): Promise<readonly Leftover[]>
  /** Ends one of them with everything it started; does nothing where it is gone by now. */
  endLeftover(pid: number, startedAt: number): Promise<void>
}

/** A child of an earlier run. */
export interface Leftover {
  readonly pid: number
  readonly session: string | null
  readonly startedAt: number
}

export function createSurvivors({ clock, log, table, ledger, registered, own }: SurvivorDeps): Survivors {
  /** Sessions whose survivors are waited for: they are working on an answer. */
  const awaited = new Set<SessionId>()

  /** Those children of an earlier run that still run. */
  const living = async (): Promise<readonly LedgerEntry[]> => {
    const entries = await ledger.earlier()
    const alive = await Promise.all(entries.map(async (entry) => ({ entry, alive: await runs(table, entry) })))
    return alive.filter((one) => one.alive).map((one) => one.entry)
  }

  const holdersOf = async (session: SessionId): Promise<readonly SessionHolder[]> => {
    const earlier = await living()
    const registry = (await registered()).filter((entry) => !own().has(entry.pid))
    const found: SessionHolder[] = registry
      .filter((entry) => entry.sessionId === session)
      .map(({ pid, sessionId, status, startedAt }) => {
        const ours = earlier.some((entry) => entry.pid === pid)
        return { pid, sessionId, status, startedAt, whose: ours ? 'ours' : 'foreign' }
      })
    // In the ledger, but not (or not yet) in the registry: it may still write to the transcript.
    const silent = earlier.filter(
      (entry) => entry.sessionId === session && !registry.some((registration) => registration.pid === entry.pid),
    )
    return [
      ...found,
      ...silent.map(({ pid, since }) => ({
        pid,
        sessionId: session,
        whose: 'ours' as const,
        status: 'unknown' as const,
        startedAt: since,
      })),
    ]
  }

  const end = async (entry: LedgerEntry, why: string): Promise<void> => {
    log.info('claude.survivor.ended', { pid: entry.pid, session: entry.sessionId, owner: entry.owner, why })
    await endProcess(entry, { table, clock })
    await ledger.remove(entry)
  }

  /** Ends a child that was being started when we were killed. Nothing was given to it, so there is nothing to wait for. */
  const endUnentered = async (mark: string): Promise<void> => {
    const killed = await killLeft(table, await table.marked(mark))
    if (killed > 0) log.info('claude.unentered.ended', { killed })
    await ledger.withdraw(mark)
  }

  /** The ledger's entries behind these holders. */
  const entriesOf = async (holders: readonly SessionHolder[]): Promise<readonly LedgerEntry[]> =>
    (await ledger.earlier()).filter((entry) => holders.some((holder) => holder.pid === entry.pid))

  const untilGone = async (session: SessionId, limitMs: number): Promise<'gone' | 'terminated' | 'foreign'> => {
    const until = clock.now() + limitMs
    let holders = await holdersOf(session)
    let entries = await entriesOf(holders.filter((holder) => holder.whose === 'ours'))
    const waitedFor = entries
    while (entries.length > 0) {
      if (clock.now() >= until) {
        await Promise.all(entries.map((entry) => end(entry, 'limit')))
        return 'terminated'
      }
      await sleep(clock, Math.min(LOOK_MS, Math.max(1, until - clock.now())))
      const alive = await Promise.all(entries.map((entry) => runs(table, entry)))
      entries = entries.filter((_, index) => alive[index])
    }
    // What a survivor had started (a tool's shell) must not outlive it.
    await Promise.all(waitedFor.map((entry) => end(entry, 'finished')))
    holders = await holdersOf(session)
    return holders.some((holder) => holder.whose === 'foreign') ? 'foreign' : 'gone'
  }

  return {
    holders: holdersOf,

    async leftovers() {
      const unwanted = (await living()).filter(({ sessionId }) => sessionId === null || !awaited.has(sessionId))
      return unwanted.map(({ pid, sessionId, since }) => ({ pid, session: sessionId, startedAt: since }))
    },

    async endLeftover(pid, startedAt) {
      const entry = (await living()).find((candidate) => candidate.pid === pid && candidate.since === startedAt)
      if (entry) await end(entry, 'cleaned up')
    },

    async waitForSurvivor(session, limitMs) {
      awaited.add(session)
      try {
        return await untilGone(session, limitMs)
      } finally {
        awaited.delete(session)
      }
    },

    async reap(keep) {
      const entries = await ledger.earlier()
      const alive = new Set(await living())
      const doomed = entries.filter((entry) => !(alive.has(entry) && entry.sessionId !== null && keep(entry.sessionId)))
      // Those that have ended count too: they may have left a tool's shell behind.
      await Promise.all(doomed.map((entry) => end(entry, alive.has(entry) ? 'unwanted' : 'gone')))
      await Promise.all((await ledger.unentered()).map(endUnentered))
      return doomed.filter((entry) => alive.has(entry)).length
    },
  }
}
