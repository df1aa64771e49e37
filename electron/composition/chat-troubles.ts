import type { Sessions } from '../sessions/api.ts'
import type { ChatKey } from '../shared/ids.ts'

/**
 * Calls when a chat's own trouble (directory gone, cannot be reached) may have come or gone: it is listed among the
 * problems of the whole app, which are not looked through at each change of a chat. Returns the way out.
 */
export function watchChatTroubles(sessions: Pick<Sessions, 'subscribe' | 'view'>, onChange: () => void): () => void {
  const known = new Map<ChatKey, string>()
  return sessions.subscribe((event) => {
    if (event.type !== 'chat changed') return
    const view = sessions.view(event.chat)
    const now = view ? JSON.stringify([view.directory, view.directoryExists, view.unreachable, view.archived]) : ''
    if (known.get(event.chat) === now) return
    known.set(event.chat, now)
    onChange()
  })
}
