import type { Claude } from '../claude/port.ts'
import type { FoundSessions } from '../desktop/ports.ts'
import type { Store, StoreData } from '../storage/port.ts'

/** Lists sessions in Claude's own folder that no chat of ours has, and which process holds each open. */
export function createFoundSessions(
  claude: Pick<Claude, 'transcripts' | 'holders'>,
  store: Store<StoreData>,
): FoundSessions {
  return {
    async list() {
      const all = await claude.transcripts.list()
      const strangers = all.filter((session) => !store.data.sessions[session.id])
      return Promise.all(
        strangers.map(async ({ id, directory, title, size, lastActivityAt }) => {
          const holder = (await claude.holders(id)).find(({ whose }) => whose === 'foreign')
          return { id, directory, title, size, lastActivityAt, heldBy: holder ? `process ${holder.pid}` : null }
        }),
      )
    },
  }
}
