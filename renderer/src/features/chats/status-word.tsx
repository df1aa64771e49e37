import type { ChatView } from '@shared/app-state.ts'
import type { Status } from '@shared/status.ts'

import { cx } from '@/components/cx.ts'
import { statusTone } from '@/components/status-icon.tsx'
import { useT } from '@/lib/i18n/index.ts'

/** A status as its word, in its colour where it is a signal. */
export function StatusWord({ status }: { status: Status }) {
  const t = useT()
  const quiet = status === 'idle' || status === 'stopped'
  return <span className={cx('shrink-0', quiet ? 'text-muted' : statusTone(status))}>{t.common.status[status]}</span>
}

/** How a chat's directory is written: struck through once it is gone. */
export const placeTone = (chat: ChatView): string => (chat.directoryExists ? 'text-muted' : 'text-failed line-through')
