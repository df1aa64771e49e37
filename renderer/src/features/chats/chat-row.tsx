import type { ChatKey } from '@shared/ids.ts'
import { type MouseEvent, memo } from 'react'

import { cx } from '@/components/cx.ts'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices, useUi } from '@/lib/services.ts'

import { answersInRow, approvalOf } from './approval-of.ts'
import { toggled } from './marks.ts'
import { RowApproval } from './row-approval.tsx'
import { RowCells } from './row-cells.tsx'
import type { RowMenuPlace } from './row-menu.tsx'
import { useChatActions } from './use-chat-actions.ts'
import { useFolderDrop } from './use-folder-drop.ts'

interface Props {
  chatKey: ChatKey
  number: number
  top: number
  height: number
  wide: boolean
  /** Whether this row holds the grid's one tab stop. */
  active: boolean
  onActive: (key: ChatKey) => void
  /** Marks everything from the active row to this one. */
  onRange: (key: ChatKey) => void
  onMenu: (place: RowMenuPlace) => void
}

/** One chat. Renders when its own chat, its marks or its place change, and at nothing else. */
export const ChatRow = memo(function ChatRow({
  chatKey,
  number,
  top,
  height,
  wide,
  active,
  onActive,
  onRange,
  onMenu,
}: Props) {
  const t = useT()
  const { ui } = useServices()
  const chat = useApp((app) => app.chats[chatKey])
  const approval = useApp((app) => approvalOf(app, chatKey))
  const open = useUi((state) => state.open === chatKey)
  const marked = useUi((state) => state.marked.has(chatKey))
  const actions = useChatActions()
  const drop = useFolderDrop(chat)
  const asks = approval !== null && answersInRow(approval, open ? chatKey : null)
  if (!chat) return null

  const onClick = (event: MouseEvent<HTMLElement>) => {
    // Buttons and fields of the row have clicks of their own.
    if (event.target instanceof Element && event.target.closest('button, input')) return
    if (event.shiftKey) onRange(chatKey)
    else if (event.ctrlKey || event.metaKey) ui.setState((state) => ({ marked: toggled(state.marked, chatKey) }))
    else actions.open(chatKey)
    onActive(chatKey)
  }

  return (
    // Further keys of a row are the grid's (use-grid-keys).
    <div
      role="row"
      data-chat={chatKey}
      aria-label={t.list.rowName(chat.title, t.common.status[chat.status])}
      aria-rowindex={number}
      aria-selected={marked}
      tabIndex={active ? 0 : -1}
      onFocus={() => onActive(chatKey)}
      // A click with Shift would move the focus, and with it the start of the range, before it is heard.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={onClick}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) actions.open(chatKey)
      }}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu({ chat: chatKey, x: event.clientX, y: event.clientY })
      }}
      {...drop.handlers}
      className={cx(
        'group absolute inset-x-0 px-2 -outline-offset-2',
        open || marked ? 'chosen bg-selected' : 'hover:bg-hover focus-visible:bg-hover',
        drop.over && 'outline-2 outline-accent',
      )}
      style={{ transform: `translateY(${top}px)`, height }}
    >
      <RowCells
        chat={chat}
        wide={wide}
        active={active}
        marked={marked}
        over={drop.over}
        told={asks && wide}
        onMenu={onMenu}
      />
      {asks && <RowApproval approval={approval} active={active} wide={wide} />}
    </div>
  )
})
