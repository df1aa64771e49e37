import type { Clock } from '../../shared/clock.ts'
import { killLeft, startedBy } from '../processes/end-process.ts'
import type { Target } from '../processes/end-process.ts'
import type { ProcessTable } from '../processes/process-table.ts'
import type { ClaudeChild } from './child.ts'

/** SIGTERM lets Claude end its own tools: measured 0.13 s, 2.0 s when a tool runs. */
const TERM_GRACE_MS = 5000

export interface EndChildDeps {
  readonly table: ProcessTable
  readonly clock: Clock
  readonly target: Target
}

/** Whether the child is gone within `ms`. */
const goneWithin = (child: ClaudeChild, clock: Clock, ms: number): Promise<boolean> =>
  new Promise((resolve) => {
    const cancel = clock.after(ms, () => resolve(false))
    void child.exited.finally(() => {
      cancel()
      resolve(true)
    })
  })

/**
 * Ends a child of ours: end of its input (an idle one is gone in 24 ms) → `graceMs` → SIGTERM to the group (Claude ends its
 * tools; SIGKILL would orphan them) → SIGKILL to the group, then to whatever it had started.
 */
export async function endChild(child: ClaudeChild, graceMs: number, deps: EndChildDeps): Promise<void> {
  const { table, clock, target } = deps
  if (child.alive) {
    const before = await startedBy(table, target)
    child.endInput()
    if (!(await goneWithin(child, clock, graceMs))) {
      table.signalGroup(target.pid, 'SIGTERM')
      if (!(await goneWithin(child, clock, TERM_GRACE_MS))) {
        table.signalGroup(target.pid, 'SIGKILL')
        await child.exited
      }
    }
    await killLeft(table, before)
  }
  if (target.mark !== null) await killLeft(table, await table.marked(target.mark))
}
