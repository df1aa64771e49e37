import type { ProcessView } from '../shared/app-state.ts'
import type { ChatKey } from '../shared/ids.ts'
import type { Sessions } from './api.ts'
import type { Approvals } from './approvals.ts'
import { chatView } from './chat-view.ts'
import type { Core } from './core.ts'
import { turnView } from './turn.ts'

type Queries = Pick<
  Sessions,
  'chats' | 'chat' | 'view' | 'session' | 'sessionsOf' | 'turn' | 'queue' | 'approvals' | 'slashCommands' | 'liveCount'
>

/** What surfaces ask of the domain. Nothing here changes anything. */
export function createQueries(
  core: Core,
  approvals: Pick<Approvals, 'open'>,
  processesOf: (chat: ChatKey) => readonly ProcessView[],
): Queries {
  const { runtimes, store } = core
  return {
    chats: () => Object.values(store.data.chats),
    chat: core.chat,
    view(key) {
      const chat = core.chat(key)
      return chat && chatView(core, chat, core.runtime(key), approvals.open(key), processesOf(key))
    },
    session: (id) => store.data.sessions[id],
    sessionsOf: (key) =>
      Object.values(store.data.sessions)
        .filter((session) => session.chat === key)
        .sort((a, b) => b.lastActivityAt - a.lastActivityAt),
    turn(key) {
      const turn = runtimes.get(key)?.turn
      return turn ? turnView(turn) : undefined
    },
    queue: (key) => runtimes.get(key)?.queue ?? [],
    approvals: approvals.open,
    slashCommands: (key) => runtimes.get(key)?.slashCommands ?? [],
    liveCount() {
      const live = [...runtimes.values()].filter((runtime) => runtime.live).length
      const withSession = Object.values(store.data.chats).filter(
        (chat) => chat.currentSession && !chat.archivedAt,
      ).length
      return { live, parked: Math.max(0, withSession - live) }
    },
  }
}
