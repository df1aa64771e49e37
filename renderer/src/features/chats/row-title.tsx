import type { ChatView } from '@shared/app-state.ts'

import { cx } from '@/components/cx.ts'
import { useUi } from '@/lib/services.ts'

import { RenameField } from './rename-field.tsx'

/** The chat's title with its @user or kind; a field while it is being renamed. */
export function RowTitle({ chat }: { chat: ChatView }) {
  const renaming = useUi((state) => state.renaming === chat.key)
  if (renaming) return <RenameField chat={chat} />
  return (
    <div className="flex min-w-0 items-baseline gap-1.5">
      <span className={cx('truncate', chat.archived ? 'text-muted' : 'font-medium')}>{chat.title}</span>
      {chat.username && <span className="truncate text-sm text-faint">@{chat.username}</span>}
    </div>
  )
}
