import type { ChatView } from '@shared/app-state.ts'

import { Ago } from '@/components/ago.tsx'
import { cx } from '@/components/cx.ts'
import { PathText } from '@/components/path-text.tsx'
import { statusTone } from '@/components/status-icon.tsx'
import { bytes, count, usd } from '@/lib/format.ts'
import { useT } from '@/lib/i18n/index.ts'

import { RowActions } from './row-actions.tsx'
import { RowActivity } from './row-activity.tsx'
import { RowMark } from './row-mark.tsx'
import type { RowMenuPlace } from './row-menu.tsx'
import { RowTitle } from './row-title.tsx'

interface Props {
  chat: ChatView
  wide: boolean
  active: boolean
  marked: boolean
  /** A folder is held above the row. */
  over: boolean
  /** The approval below says what it waits for. */
  told: boolean
  onMenu: (place: RowMenuPlace) => void
}

const columns = 'grid-cols-[24px_112px_minmax(110px,1.1fr)_minmax(90px,1fr)_minmax(120px,1.5fr)_56px_72px_72px]'

/** The cells of a row: in columns where there is room, in two lines where there is not. */
export function RowCells({ chat, wide, active, marked, over, told, onMenu }: Props) {
  const t = useT()
  const word = t.common.status[chat.status]
  const memory = chat.processes.reduce((sum, process) => sum + process.memory, 0)
  const cpu = chat.processes.reduce((sum, process) => sum + process.cpu, 0)
  const tokens = chat.tokensToday.input + chat.tokensToday.output
  const quiet = chat.status === 'idle' || chat.status === 'stopped'
  const place = chat.directoryExists ? 'text-muted' : 'text-failed line-through'
  const actions = <RowActions chat={chat} active={active} onMenu={onMenu} />

  if (!wide) {
    return (
      <div className="row-h relative grid grid-cols-[24px_minmax(0,1fr)_auto] items-center gap-x-2">
        <RowMark chat={chat} marked={marked} active={active} />
        <div role="gridcell" className="min-w-0">
          <div className="flex items-baseline justify-between gap-3">
            <RowTitle chat={chat} />
            <PathText path={chat.directory} className={cx('max-w-1/2 text-xs', place)} />
          </div>
          <div className="flex gap-1.5 truncate text-sm in-data-[density=compact]:hidden">
            <span className={cx('shrink-0', quiet ? 'text-muted' : statusTone(chat.status))}>{word}</span>
            <RowActivity chat={chat} over={over} told={told} />
          </div>
        </div>
        <div
          role="gridcell"
          className="num self-start pt-1.5 text-sm text-muted group-focus-within:invisible group-hover:invisible in-data-[density=compact]:pt-2.5"
        >
          <Ago at={chat.lastActivityAt} />
        </div>
        {actions}
      </div>
    )
  }
  return (
    <div className={cx('row-h relative grid items-center gap-x-3', columns)}>
      <RowMark chat={chat} marked={marked} active={active} />
      <div role="gridcell" className={cx('truncate', quiet ? 'text-muted' : statusTone(chat.status))}>
        {word}
      </div>
      <div role="gridcell" className="min-w-0">
        <RowTitle chat={chat} />
      </div>
      <div role="gridcell" className="min-w-0">
        <PathText path={chat.directory} className={place} />
      </div>
      <div role="gridcell" className="flex min-w-0 gap-1.5">
        <RowActivity chat={chat} over={over} told={told} />
      </div>
      <div
        role="gridcell"
        className="num text-right text-sm leading-4 text-muted"
        title={`${count(tokens)} ${t.list.tokens}, ${t.list.today}`}
      >
        {tokens > 0 && (
          <>
            {usd(chat.costTodayUsd)}
            <span className="block text-xs text-faint in-data-[density=compact]:hidden">{count(tokens)}</span>
          </>
        )}
      </div>
      <div role="gridcell" className="num text-right text-sm leading-4 text-muted">
        {memory > 0 && (
          <>
            {bytes(memory)}
            <span className="block text-xs text-faint in-data-[density=compact]:hidden">{Math.round(cpu)} %</span>
          </>
        )}
      </div>
      <div role="gridcell" className="num pr-2 text-right text-sm text-muted">
        <Ago at={chat.lastActivityAt} />
      </div>
      {actions}
    </div>
  )
}
