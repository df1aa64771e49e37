import { sleep } from '../../shared/clock.ts'
import type { Clock } from '../../shared/clock.ts'
import { descendants } from './process-table.ts'
import type { ProcessIdentity, ProcessRow, ProcessTable } from './process-table.ts'

/** SIGTERM lets Claude end its own tools: measured 0.13 s, 2.0 s when a tool runs. */
const TERM_GRACE_MS = 5000
/** How often to look whether a process has ended that is not our child: there is no other way to wait for it. */
const LOOK_MS = 50

/** A process that is to be ended, with everything it started. */
export interface Target extends ProcessIdentity {
  /** The `NAME=value` that marks the environment of everything it started; null where there is none. */
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
 * Everything that a process has started, now. Ask while it lives: tool shells have sessions of their own, and once their
 * parent is gone, only the mark in their environment tells whose they are.
 */
export async function startedBy(table: ProcessTable, target: Target): Promise<readonly ProcessRow[]> {
  // The pid of a process that has ended may belong to another by now, whose children are not ours.
  const tree = (await runs(table, target)) ? descendants(await table.all(), [target.pid]) : []
  const marked = target.mark === null ? [] : await table.marked(target.mark)
  const byPid = new Map([...tree, ...marked].map((row) => [row.pid, row]))
  byPid.delete(target.pid)
  return [...byPid.values()]
}

/** Kills those of these that still run. Each is checked by its start time first, because pids are used again. */
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

/** Ends a process of an earlier run and everything it started: SIGTERM to its group, then SIGKILL to what is left. */
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
