import type { ProcessView } from '../shared/app-state.ts'
import type { ChatKey } from '../shared/ids.ts'
import type { Prompt } from '../shared/prompt.ts'
import type { Core } from './core.ts'

/** What is seen of chats from outside, from time to time: their processes, and whether their directories still exist. */
export interface Observations {
  /** Pids of live children by chat, for the process monitor. */
  livePids(): ReadonlyMap<ChatKey, number>
  /** Process facts of a chat as last sampled; shown in its row. */
  setProcesses(chat: ChatKey, processes: readonly ProcessView[]): void
  /** Every prompt that is not done: it waits, runs, or asks what is to become of it. */
  openPrompts(): readonly Prompt[]
  /** Looks whether each chat's working directory is still there. */
  checkDirectories(): Promise<void>
}

export function createObservations(core: Core): Observations & { processesOf(chat: ChatKey): readonly ProcessView[] } {
  const processes = new Map<ChatKey, readonly ProcessView[]>()
  return {
    processesOf: (key) => processes.get(key) ?? [],
    livePids: () => new Map([...core.runtimes].flatMap(([key, { live }]) => (live ? [[key, live.pid] as const] : []))),
    setProcesses(key, views) {
      if (views.length === 0 && !processes.has(key)) return
      if (views.length === 0) processes.delete(key)
      else processes.set(key, views)
      core.emit({ type: 'chat changed', chat: key })
    },
    openPrompts: () => [...core.journal.ledger.open.values()].map(({ prompt }) => prompt),
    async checkDirectories() {
      for (const chat of Object.values(core.store.data.chats)) {
        const runtime = core.runtime(chat.key)
        const exists = await core.directoryExists(chat.directory)
        if (exists === runtime.directoryExists) continue
        runtime.directoryExists = exists
        core.emit({ type: 'chat changed', chat: chat.key })
      }
    },
  }
}
