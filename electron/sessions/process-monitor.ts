import type { ProcessView } from '../shared/app-state.ts'
import type { Clock } from '../shared/clock.ts'
import type { ChatKey } from '../shared/ids.ts'
import type { Log } from '../shared/log.ts'

/** How often processes are sampled while somebody looks (milliseconds): often enough to follow, seldom enough to read. */
const EVERY_MS = 2000

export interface ProcessMonitorDeps {
  readonly livePids: () => ReadonlyMap<ChatKey, number>
  /** Each of these processes with all its descendants, by pid. One reading for all: a CPU figure is since the one before. */
  readonly sample: (pids: readonly number[]) => Promise<ReadonlyMap<number, readonly ProcessView[]>>
  readonly publish: (chat: ChatKey, processes: readonly ProcessView[]) => void
  readonly checkDirectories: () => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

/** Samples memory and CPU of each live session, only while a window is seen: a hidden window costs nothing. */
export function createProcessMonitor(deps: ProcessMonitorDeps) {
  /** The loop that runs, if any: a window that is hidden and shown within one round must not leave two. */
  let watching: symbol | null = null
  let cancel: () => void = () => undefined
  let shown = new Set<ChatKey>()

  const round = async (): Promise<void> => {
    const pids = deps.livePids()
    for (const chat of shown) if (!pids.has(chat)) deps.publish(chat, [])
    const samples = pids.size > 0 ? await deps.sample([...pids.values()]) : new Map<number, readonly ProcessView[]>()
    for (const [chat, pid] of pids) deps.publish(chat, samples.get(pid) ?? [])
    shown = new Set(pids.keys())
    await deps.checkDirectories()
  }

  const loop = (own: symbol): void => {
    round()
      .catch((error: unknown) => deps.log.warn('processes.sample', { error }))
      .finally(() => {
        if (watching === own) cancel = deps.clock.after(EVERY_MS, () => loop(own))
      })
  }

  return {
    /** A window is seen, or no longer. */
    watch(visible: boolean): void {
      if (visible === (watching !== null)) return
      cancel()
      watching = visible ? Symbol('loop') : null
      if (watching) loop(watching)
    },
  }
}
