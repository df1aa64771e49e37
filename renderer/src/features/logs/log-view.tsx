import { useCallback, useState } from 'react'

import { TailList } from '@/components/tail-list.tsx'
import { useT } from '@/lib/i18n/index.ts'

import type { NumberedLine } from './log-lines.ts'
import { LogRow } from './log-row.tsx'

const estimate = (): number => 29

/** The lines under the names of their columns, the newest below. */
export function LogView({ lines }: { lines: readonly NumberedLine[] }) {
  const t = useT()
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const keyOf = useCallback((index: number) => String(lines[index]?.n ?? index), [lines])
  const toggle = useCallback((n: number) => {
    setOpen((now) => {
      const next = new Set(now)
      if (!next.delete(n)) next.add(n)
      return next
    })
  }, [])
  const { time, level, room, what } = t.logs.column
  return (
    <div className="flex h-full flex-col">
      <div aria-hidden className="flex h-7 shrink-0 items-center gap-3 border-b px-4 pl-8 text-xs text-muted">
        <span className="w-15 shrink-0">{time}</span>
        <span className="w-14 shrink-0">{level}</span>
        <span className="w-20 shrink-0">{room}</span>
        <span>{what}</span>
      </div>
      <div className="min-h-0 flex-1">
        <TailList label={t.logs.title} count={lines.length} keyOf={keyOf} estimate={estimate}>
          {(index) => {
            const line = lines[index]
            return line && <LogRow line={line} open={open.has(line.n)} onToggle={toggle} />
          }}
        </TailList>
      </div>
    </div>
  )
}
