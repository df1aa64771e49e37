import { cx } from '@/components/cx.ts'
import { useApp, useUi } from '@/lib/services.ts'

import { BulkBar } from './bulk-bar.tsx'
import { ChatGrid } from './chat-grid.tsx'
import { HistoryHits } from './history-hits.tsx'
import { ListEmpty } from './list-empty.tsx'
import { NothingFound } from './nothing-found.tsx'
import { Toolbar } from './toolbar.tsx'
import { useLines } from './use-lines.ts'

/** The list with its toolbar, what it says when empty, and the bar for what is marked. */
export function ChatList() {
  const none = useApp((app) => Object.keys(app.chats).length === 0)
  const filter = useUi((state) => state.filter)
  const lines = useLines()
  const nothing = !none && lines.length === 0
  return (
    <div className="@container flex h-full flex-col">
      <Toolbar />
      {/* Where no chat has the words but the history does, the places found there get the room. */}
      <div className={cx('relative min-h-0 flex-1', nothing && 'has-[+section]:flex-none')}>
        {none ? <ListEmpty /> : nothing ? <NothingFound /> : <ChatGrid lines={lines} />}
        <BulkBar />
      </div>
      {filter.length >= 3 && <HistoryHits text={filter} alone={nothing} />}
    </div>
  )
}
