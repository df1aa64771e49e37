import type { ProcessView } from '../shared/app-state.ts'
import type { Clock } from '../shared/clock.ts'
import type { ChatKey } from '../shared/ids.ts'
import type { Log } from '../shared/log.ts'

/** How often processes are sampled while somebody looks (milliseconds): two samples make a CPU figure people can read. */
const EVERY_MS = 2000

export interface ProcessMonitorDeps {
  readonly livePids: () => ReadonlyMap<ChatKey, number>
  /** The process and all its descendants. */
  readonly sample: (pid: number) => Promise<readonly ProcessView[]>
  readonly publish: (chat: ChatKey, processes: readonly ProcessView[]) => void
  readonly checkDirectories: () => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

/** Samples memory and CPU of each live session, only while a window is seen: a hidden window costs nothing. */
export function createProcessMonitor(deps: ProcessMonitorDeps) {
  let watching = false
  let cancel: () => void = () => undefined
  let shown = new Set<ChatKey>()

  const round = async (): Promise<void> => {
    const pids = deps.livePids()
    for (const chat of shown) if (!pids.has(chat)) deps.publish(chat, [])
    await Promise.all([...pids].map(async ([chat, pid]) => deps.publish(chat, await deps.sample(pid))))
    shown = new Set(pids.keys())
    await deps.checkDirectories()
  }

  const loop = (): void => {
    round()
      .catch((error: unknown) => deps.log.warn('processes.sample', { error }))
      .finally(() => {
        if (watching) cancel = deps.clock.after(EVERY_MS, loop)
      })
  }

  return {
    /** A window is seen, or no longer. */
    watch(visible: boolean): void {
      if (visible === watching) return
      watching = visible
      if (visible) loop()
      else cancel()
    },
  }
}
