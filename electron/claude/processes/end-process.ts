import { sleep } from '../../shared/clock.ts'
import type { Clock } from '../../shared/clock.ts'
import { descendants } from './process-table.ts'
import type { ProcessIdentity, ProcessRow, ProcessTable } from './process-table.ts'

/** SIGTERM lets Claude end its own tools: measured 0.13 s, 2.0 s when a tool runs. */
const TERM_GRACE_MS = 5000
/** How often a process that is not our child is looked at: it cannot be waited for otherwise. */
const LOOK_MS = 50

/** A process to be ended with all that it started. */
export interface Target extends ProcessIdentity {
  /** `NAME=value` in the environment of all that it started; null where it has none. */
  readonly mark: string | null
}

export interface EndDeps {
  readonly table: ProcessTable
  readonly clock: Clock
}

/** Whether this very process still runs. */
export const runs = async (table: ProcessTable, { pid, startTime }: ProcessIdentity): Promise<boolean> =>
  (await table.one(pid))?.startTime === startTime

/**
 * All that a process has started, now. To be asked while it lives: tool shells have sessions of their own, and
 * once their parent is gone only the mark in their environment tells whose they are.
 */
export async function startedBy(table: ProcessTable, target: Target): Promise<readonly ProcessRow[]> {
  // The pid of a process that has ended may be another's by now, and its children are none of ours.
  const tree = (await runs(table, target)) ? descendants(await table.all(), [target.pid]) : []
  const marked = target.mark === null ? [] : await table.marked(target.mark)
  const byPid = new Map([...tree, ...marked].map((row) => [row.pid, row]))
  byPid.delete(target.pid)
  return [...byPid.values()]
}

/** Kills those of these that still run; each is checked by its start time first, for a pid is used again. */
export async function killLeft(table: ProcessTable, left: readonly ProcessIdentity[]): Promise<number> {
  const each = new Map(left.map((identity) => [identity.pid, identity]))
  const ended = await Promise.all(
    [...each.values()].map(async (identity) => {
      if (!(await runs(table, identity))) return false
      table.signal(identity.pid, 'SIGKILL')
      return true
    }),
  )
  return ended.filter(Boolean).length
}

/** Ends a process of an earlier run and all that it started: SIGTERM to its group, then SIGKILL to what is left. */
export async function endProcess(target: Target, { table, clock }: EndDeps): Promise<void> {
  const before = await startedBy(table, target)
  if (await runs(table, target)) {
    table.signalGroup(target.pid, 'SIGTERM')
    const limit = clock.now() + TERM_GRACE_MS
    while (clock.now() < limit && (await runs(table, target))) await sleep(clock, LOOK_MS)
    if (await runs(table, target)) table.signalGroup(target.pid, 'SIGKILL')
  }
  const after = target.mark === null ? [] : await table.marked(target.mark)
  await killLeft(table, [...before, ...after.filter((row) => row.pid !== process.pid)])
}
