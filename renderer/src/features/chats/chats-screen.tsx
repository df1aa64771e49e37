import { useApp, useUi } from '@/lib/services.ts'

import { ChatDetail } from '../chat/chat-detail.tsx'
import { ChatList } from './chat-list.tsx'

/** The home: the list, and beside it the chat that is open. Below 860 px the open chat takes its place. */
export function ChatsScreen() {
  const open = useUi((state) => state.open)
  const known = useApp((app) => open !== null && app.chats[open] !== undefined)
  return (
    <div className="flex h-full">
      <div className={known ? 'min-w-0 flex-1 max-[860px]:hidden' : 'min-w-0 flex-1'}>
        <ChatList />
      </div>
      {open !== null && known && (
        <div className="w-[min(52%,640px)] min-w-0 shrink-0 border-l max-[860px]:w-full max-[860px]:border-0">
          <ChatDetail key={open} chat={open} />
        </div>
      )}
    </div>
  )
}
