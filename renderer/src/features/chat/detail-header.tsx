import type { ChatView } from '@shared/app-state.ts'
import { Ellipsis, Square, X } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { cx } from '@/components/cx.ts'
import { Elapsed } from '@/components/elapsed.tsx'
import { IconButton } from '@/components/icon-button.tsx'
import { Menu } from '@/components/menu.tsx'
import { PathText } from '@/components/path-text.tsx'
import { StatusIcon, statusTone } from '@/components/status-icon.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices } from '@/lib/services.ts'

import { approvalOf } from '../chats/approval-of.ts'
import { canStop } from '../chats/chat-actions.ts'
import { ChatMenuItems } from '../chats/chat-menu-items.tsx'
import { useChatActions } from '../chats/use-chat-actions.ts'

/** Title, status, where and how it works; and the way to everything that can be done. */
export function DetailHeader({ chat }: { chat: ChatView }) {
  const t = useT()
  const { ui } = useServices()
  const actions = useChatActions()
  const runs = canStop(chat)
  // The card below says in full what it waits for.
  const asks = useApp((app) => approvalOf(app, chat.key) !== null)
  return (
    <header className="border-b px-4 pt-1.5 pb-2">
      <div className="flex h-8 items-center gap-2">
        <h2 className="min-w-0 truncate text-lg font-semibold">{chat.title}</h2>
        <span className={cx('flex shrink-0 items-center gap-1.5', statusTone(chat.status))}>
          <StatusIcon status={chat.status} size={13} />
          {t.common.status[chat.status]}
          {runs && <Elapsed since={chat.since} className="num text-muted" />}
        </span>
        <span className="flex-1" />
        {runs && (
          <Button size="small" onClick={() => actions.stop(chat.key)}>
            <Square aria-hidden size={9} fill="currentColor" />
            {t.common.action.stop}
          </Button>
        )}
        <Menu trigger={<IconButton label={t.common.action.more} icon={Ellipsis} />}>
          <ChatMenuItems chat={chat} />
        </Menu>
        <IconButton
          label={t.common.action.close}
          icon={X}
          keys="Esc"
          onClick={() => ui.setState({ open: null, reading: null })}
        />
      </div>
      <div className="flex min-w-0 items-center gap-1.5 text-sm text-muted [&>*+*]:before:mr-1.5 [&>*+*]:before:text-faint [&>*+*]:before:content-['·']">
        <PathText path={chat.directory} className={chat.directoryExists ? '' : 'text-failed line-through'} />
        {chat.model !== null && <span className="shrink-0">{chat.model}</span>}
        <span className="shrink-0">{t.list.modes[chat.mode as keyof typeof t.list.modes] ?? chat.mode}</span>
        {runs && !asks && chat.activity !== null && (
          <span className="shrink-[4] truncate">{t.common.activity(chat.activity)}</span>
        )}
      </div>
      {chat.unreachable !== null && (
        <p className="text-sm text-failed">
          {t.detail.unreachable} {t.common.unreachable(chat.unreachable)}
        </p>
      )}
    </header>
  )
}
