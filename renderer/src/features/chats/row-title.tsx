import type { ChatView } from '@shared/app-state.ts'
import { Hash, type LucideIcon, Monitor, Users } from 'lucide-react'

import { cx } from '@/components/cx.ts'
import { useT } from '@/lib/i18n/index.ts'
import { useUi } from '@/lib/services.ts'

import { RenameField } from './rename-field.tsx'

// A private chat, the usual case, needs no mark.
const kinds: Record<Exclude<ChatView['kind'], 'private'>, LucideIcon> = { group: Users, topic: Hash, local: Monitor }

/** The chat's title with its kind and @user; a field while it is being renamed. */
export function RowTitle({ chat }: { chat: ChatView }) {
  const t = useT()
  const renaming = useUi((state) => state.renaming === chat.key)
  if (renaming) return <RenameField chat={chat} />
  const Kind = chat.kind === 'private' ? null : kinds[chat.kind]
  return (
    <div className="flex min-w-0 items-baseline gap-1.5">
      <span className={cx('truncate', chat.archived ? 'text-muted' : 'font-medium')}>{chat.title}</span>
      {Kind && (
        <span title={t.list.kinds[chat.kind]} className="shrink-0 self-center text-faint">
          <Kind aria-hidden size={12} />
          <span className="sr-only">{t.list.kinds[chat.kind]}</span>
        </span>
      )}
      {/* It gives way before the title does. */}
      {chat.username && <span className="min-w-0 shrink-[99] truncate text-sm text-faint">@{chat.username}</span>}
    </div>
  )
}
