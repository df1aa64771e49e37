import { cx } from '@/components/cx.ts'
import { PathText } from '@/components/path-text.tsx'
import { totalTokens } from '@/lib/format.ts'
import { useNumbers, useT } from '@/lib/i18n/index.ts'

import { RowActivity } from './row-activity.tsx'
import type { RowCellsProps } from './row-cells-props.ts'
import { RowMark } from './row-mark.tsx'
import { RowTime } from './row-time.tsx'
import { RowTitle } from './row-title.tsx'
import { placeTone, StatusWord } from './status-word.tsx'

// The last column is as wide as the three buttons that come in its place.
const columns = 'grid-cols-[24px_112px_minmax(110px,1.1fr)_minmax(90px,1fr)_minmax(120px,1.5fr)_56px_72px_84px]'

/** A row in columns: status, title, place, what goes on, what it cost, what it takes, when. */
export function RowColumns({ chat, active, marked, over, told }: RowCellsProps) {
  const t = useT()
  const { bytes, count, percent, usd } = useNumbers()
  const memory = chat.processes.reduce((sum, process) => sum + process.memory, 0)
  const cpu = chat.processes.reduce((sum, process) => sum + process.cpu, 0)
  const tokens = totalTokens(chat.tokensToday)
  return (
    <div className={cx('grid h-full items-center gap-x-3', columns)}>
      <RowMark chat={chat} marked={marked} active={active} />
      <div role="gridcell" className="truncate">
        <StatusWord status={chat.status} />
      </div>
      <div role="gridcell" className="min-w-0">
        <RowTitle chat={chat} />
      </div>
      <div role="gridcell" className="min-w-0">
        <PathText path={chat.directory} className={placeTone(chat)} />
      </div>
      <div role="gridcell" className="flex min-w-0 gap-1.5">
        <RowActivity chat={chat} over={over} told={told} />
      </div>
      <Numbers
        title={t.list.costToday(usd(chat.costTodayUsd), count(tokens))}
        first={tokens > 0 ? usd(chat.costTodayUsd) : ''}
        second={tokens > 0 ? count(tokens) : ''}
      />
      <Numbers
        title={t.list.takes(bytes(memory), percent(cpu, 100))}
        first={memory > 0 ? bytes(memory) : ''}
        second={memory > 0 ? percent(cpu, 100) : ''}
      />
      <div role="gridcell" className="flex justify-end pr-2">
        <RowTime at={chat.lastActivityAt} />
      </div>
    </div>
  )
}

/** Two figures of one kind, one above the other; the lesser one goes where rows are low. */
function Numbers({ title, first, second }: { title: string; first: string; second: string }) {
  return (
    <div
      role="gridcell"
      title={first === '' ? undefined : title}
      className="num text-right text-sm leading-4 text-muted"
    >
      {first}
      <span className="block text-xs text-faint in-data-[density=compact]:hidden">{second}</span>
    </div>
  )
}
