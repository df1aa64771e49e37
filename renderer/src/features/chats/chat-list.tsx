import { cx } from '@/components/cx.ts'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useUi } from '@/lib/services.ts'

import { BulkBar } from './bulk-bar.tsx'
import { ChatGrid } from './chat-grid.tsx'
import { HistoryHits } from './history-hits.tsx'
import { ListEmpty } from './list-empty.tsx'
import { NothingFound } from './nothing-found.tsx'
import { Toolbar } from './toolbar.tsx'
import { useHits } from './use-hits.ts'
import { useLines } from './use-lines.ts'

/** The list with its toolbar, what it says when empty, and the bar for what is marked. */
export function ChatList() {
  const t = useT()
  const none = useApp((app) => Object.keys(app.chats).length === 0)
  const filter = useUi((state) => state.filter)
  const lines = useLines()
  const hits = useHits(filter)
  const nothing = !none && lines.length === 0
  // Where no chat has the words but the history does, the places found there get the room.
  const alone = nothing && hits.length > 0
  return (
    <div className="@container flex h-full flex-col">
      <Toolbar />
      <div className={cx('relative min-h-0', alone ? 'flex-none has-[>[role=toolbar]]:pb-14' : 'flex-1')}>
        {none ? (
          <ListEmpty />
        ) : alone ? (
          <p className="px-4 py-2 text-muted">{t.list.noneNamed}</p>
        ) : nothing ? (
          <NothingFound />
        ) : (
          <ChatGrid lines={lines} />
        )}
        <BulkBar />
      </div>
      {hits.length > 0 && <HistoryHits hits={hits} text={filter} alone={alone} />}
    </div>
  )
}
