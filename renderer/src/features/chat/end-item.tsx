import type { HistoryEntry } from '@shared/history.ts'
import { CircleSlash, OctagonX } from 'lucide-react'

import { duration, usd } from '@/lib/format.ts'
import { useT } from '@/lib/i18n/index.ts'

/** How a turn ended, how long it took, what it cost. */
export function EndItem({ entry }: { entry: Extract<HistoryEntry, { type: 'end' }> }) {
  const t = useT()
  const facts = `${duration(entry.durationMs)} · ${usd(entry.costUsd)}`
  if (entry.how === 'done') return <p className="num pb-2 text-sm text-faint">{facts}</p>
  const failed = entry.how === 'failed'
  const Icon = failed ? OctagonX : CircleSlash
  return (
    <p
      className={
        failed
          ? 'flex items-center gap-1.5 pb-2 text-sm text-failed'
          : 'flex items-center gap-1.5 pb-2 text-sm text-muted'
      }
    >
      <Icon aria-hidden size={13} className="shrink-0" />
      <span className="selectable">
        {failed ? t.detail.failed : t.detail.stopped}
        {entry.message !== null && `: ${entry.message}`} <span className="num text-faint">{facts}</span>
      </span>
    </p>
  )
}
