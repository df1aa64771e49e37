import type { CleanupItem } from '@shared/cleanup.ts'

import { PathText } from '@/components/path-text.tsx'
import { Tick } from '@/components/tick.tsx'
import { bytes } from '@/lib/format.ts'
import { useT } from '@/lib/i18n/index.ts'

/** One thing that would go: what it is, why it is listed, what would be done with it. */
export function CleanupRow({
  item,
  chosen,
  onChoose,
}: {
  item: CleanupItem
  chosen: boolean
  onChoose: (on: boolean) => void
}) {
  const t = useT()
  return (
    <li className="flex min-h-10 items-center gap-3 border-b px-3 last:border-0 hover:bg-hover">
      <Tick label={item.title} checked={chosen} onChange={onChoose} />
      <div className="min-w-0 flex-1 py-1">
        <p className="truncate">{item.title}</p>
        {item.path !== null && <PathText path={item.path} className="text-faint" />}
      </div>
      <span className="hidden w-40 truncate text-right text-sm text-muted min-[800px]:block">{item.reason}</span>
      <span
        className={
          item.action === 'purge' ? 'w-14 text-right text-sm text-failed' : 'w-14 text-right text-sm text-muted'
        }
      >
        {t.cleanup.act[item.action]}
      </span>
      <span className="num w-16 text-right text-sm text-muted">{bytes(item.size)}</span>
    </li>
  )
}
