import { Archive, ArchiveRestore, Check, Square, X } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { IconButton } from '@/components/icon-button.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useAppShallow, useServices, useUi } from '@/lib/services.ts'

import { canStop } from './chat-actions.ts'
import { useChatActions } from './use-chat-actions.ts'

/** What can be done to all that is marked, each action with how many it concerns. Floats above the list while anything is. */
export function BulkBar() {
  const t = useT()
  const { ui } = useServices()
  const actions = useChatActions()
  const marked = useUi((state) => state.marked)
  const chats = useAppShallow((app) => [...marked].flatMap((key) => app.chats[key] ?? []))
  if (chats.length === 0) return null
  const busy = chats.filter(canStop)
  const unread = chats.filter((chat) => chat.status === 'unread')
  const current = chats.filter((chat) => !chat.archived)
  const archived = chats.filter((chat) => chat.archived)
  const keysOf = (list: typeof chats) => list.map((chat) => chat.key)
  const done = () => ui.setState({ marked: new Set() })
  return (
    <div
      role="toolbar"
      aria-label={t.list.marked(chats.length)}
      className="arriving absolute inset-x-2 bottom-4 mx-auto flex w-fit flex-wrap items-center gap-2 rounded-lg bg-raised py-2 pr-2 pl-4 whitespace-nowrap shadow-float"
    >
      <span className="num">{t.list.marked(chats.length)}</span>
      {busy.length > 0 && (
        <Button onClick={() => keysOf(busy).forEach((key) => actions.stop(key))}>
          <Square aria-hidden size={12} />
          {t.list.stopMany(busy.length)}
        </Button>
      )}
      {unread.length > 0 && (
        <Button onClick={() => keysOf(unread).forEach((key) => actions.markRead(key))}>
          <Check aria-hidden size={14} />
          {t.list.readMany(unread.length)}
        </Button>
      )}
      {archived.length > 0 && (
        <Button
          onClick={() => {
            actions.unarchive(keysOf(archived))
            done()
          }}
        >
          <ArchiveRestore aria-hidden size={14} />
          {t.list.unarchiveMany(archived.length)}
        </Button>
      )}
      {current.length > 0 && (
        <Button
          look="primary"
          aria-label={t.common.action.archive}
          onClick={() => void actions.archive(keysOf(current))}
        >
          <Archive aria-hidden size={14} />
          {t.list.archiveMany(current.length)}
        </Button>
      )}
      <IconButton label={t.common.action.clear} icon={X} keys="Esc" onClick={done} />
    </div>
  )
}
