import type { Sessions } from '../sessions/api.ts'
import type { ChatKey } from '../shared/ids.ts'

/**
 * Calls when a chat may have come into or out of trouble (directory gone, cannot be reached). That is listed among the
 * problems of the whole app, which are not gathered at every change of a chat. Returns a function that ends it.
 */
export function watchChatTroubles(sessions: Pick<Sessions, 'subscribe' | 'view'>, onChange: () => void): () => void {
  const known = new Map<ChatKey, string>()
  return sessions.subscribe((event) => {
    if (event.type === 'chat removed' && known.delete(event.chat)) onChange()
    if (event.type !== 'chat changed') return
    const view = sessions.view(event.chat)
    const now = view ? JSON.stringify([view.directory, view.directoryExists, view.unreachable, view.archived]) : ''
    if (known.get(event.chat) === now) return
    known.set(event.chat, now)
    onChange()
  })
}
