import { useApp, useUi } from '@/lib/services.ts'

import { ChatDetail } from '../chat/chat-detail.tsx'
import { ChatList } from './chat-list.tsx'

/** The home: the list, and beside it the chat that is open. Where both have less than 720 px, the open chat takes its place. */
export function ChatsScreen() {
  const open = useUi((state) => state.open)
  const known = useApp((app) => open !== null && app.chats[open] !== undefined)
  return (
    <div className="flex h-full">
      <div className={known ? 'min-w-0 flex-1 @max-[720px]:hidden' : 'min-w-0 flex-1'}>
        <ChatList />
      </div>
      {open !== null && known && (
        <div className="w-[min(52%,640px)] min-w-0 shrink-0 border-l @max-[720px]:w-full @max-[720px]:border-0">
          <ChatDetail key={open} chat={open} />
        </div>
      )}
    </div>
  )
}
