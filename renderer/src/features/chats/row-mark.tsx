import type { ChatView } from '@shared/app-state.ts'

import { cx } from '@/components/cx.ts'
import { StatusIcon } from '@/components/status-icon.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { toggled } from './marks.ts'

/** The shape of the status; under the pointer, or once anything is marked, the box to mark the row. */
export function RowMark({ chat, marked, active }: { chat: ChatView; marked: boolean; active: boolean }) {
  const t = useT()
  const { ui } = useServices()
  return (
    <div role="gridcell" className="flex h-full items-center justify-center">
      <span className={cx('group-hover:hidden', marked && 'hidden')}>
        <StatusIcon status={chat.status} />
      </span>
      <input
        type="checkbox"
        aria-label={t.list.mark(chat.title)}
        checked={marked}
        tabIndex={active ? 0 : -1}
        onChange={() => ui.setState((state) => ({ marked: toggled(state.marked, chat.key) }))}
        className={cx(
          'size-3.5 accent-(--accent-fill)',
          !marked &&
            'absolute opacity-0 group-hover:static group-hover:opacity-100 focus-visible:static focus-visible:opacity-100',
        )}
      />
    </div>
  )
}
