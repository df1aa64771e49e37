import type { ChatView } from '@shared/app-state.ts'
import { Ellipsis, type LucideIcon, Square, SquarePen } from 'lucide-react'

import { useT } from '@/lib/i18n/index.ts'

import { canStop } from './chat-actions.ts'
import type { RowMenuPlace } from './row-menu.tsx'
import { useChatActions } from './use-chat-actions.ts'

interface Props {
  chat: ChatView
  active: boolean
  onMenu: (place: RowMenuPlace) => void
}

/**
 * Two actions under the pointer, and the menu with all. They stand where the time stood, so that they cover nothing;
 * for the keyboard and for readers they are always there.
 */
export function RowActions({ chat, active, onMenu }: Props) {
  const t = useT()
  const actions = useChatActions()
  const act = (label: string, Icon: LucideIcon, run: (button: HTMLElement) => void, filled = false) => (
    <button
      type="button"
      aria-label={label}
      title={label}
      tabIndex={active ? 0 : -1}
      onClick={(event) => run(event.currentTarget)}
      className="flex size-7 items-center justify-center rounded-md text-muted hover:bg-line hover:text-text"
    >
      <Icon aria-hidden size={filled ? 11 : 14} strokeWidth={1.75} fill={filled ? 'currentColor' : 'none'} />
    </button>
  )
  return (
    <div
      role="gridcell"
      className="absolute top-1/2 right-0 flex -translate-y-1/2 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 group-has-focus-visible:opacity-100"
    >
      {canStop(chat) && act(t.common.action.stop, Square, () => actions.stop(chat.key), true)}
      {act(t.common.action.newSession, SquarePen, () => void actions.newSession(chat.key))}
      {act(t.common.action.more, Ellipsis, (button) => {
        const box = button.getBoundingClientRect()
        onMenu({ chat: chat.key, x: box.right, y: box.bottom })
      })}
    </div>
  )
}
