import { cx } from '@/components/cx.ts'
import { PathText } from '@/components/path-text.tsx'

import { RowActivity } from './row-activity.tsx'
import type { RowCellsProps } from './row-cells-props.ts'
import { RowMark } from './row-mark.tsx'
import { RowTime } from './row-time.tsx'
import { RowTitle } from './row-title.tsx'
import { placeTone, StatusWord } from './status-word.tsx'

/** A row in two lines: title, place and time above, status and what goes on below. The end is left to the actions. */
export function RowLines({ chat, active, marked, over, told }: RowCellsProps) {
  return (
    <div className="grid h-full grid-cols-[24px_minmax(0,1fr)] items-center gap-x-2">
      <RowMark chat={chat} marked={marked} active={active} />
      <div role="gridcell" className="min-w-0">
        <div className="flex items-baseline gap-3">
          <div className="min-w-0">
            <RowTitle chat={chat} />
          </div>
          <PathText path={chat.directory} className={cx('min-w-1/4 flex-1 justify-end', placeTone(chat))} />
          <RowTime at={chat.lastActivityAt} className="w-18 pr-2" />
        </div>
        <div className="flex gap-1.5 pr-22 text-sm in-data-[density=compact]:hidden">
          <StatusWord status={chat.status} />
          <RowActivity chat={chat} over={over} told={told} />
        </div>
      </div>
    </div>
  )
}
