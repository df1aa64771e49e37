import type { CleanupItem } from '@shared/cleanup.ts'

import { cx } from '@/components/cx.ts'
import { PathText } from '@/components/path-text.tsx'
import { Tick } from '@/components/tick.tsx'
import { useNumbers, useT } from '@/lib/i18n/index.ts'

interface Props {
  item: CleanupItem
  chosen: boolean
  onChoose: (on: boolean) => void
}

/** One thing that would go: what it is, why it is listed, what would be done with it. */
export function CleanupRow({ item, chosen, onChoose }: Props) {
  const t = useT()
  const { freedBytes } = useNumbers()
  return (
    <li className="flex min-h-11 items-center gap-3 border-b px-3 py-1 last:border-0 hover:bg-hover">
      <Tick label={item.title} checked={chosen} onChange={onChoose} />
      <div className="min-w-0 flex-1">
        <p className="truncate">{item.title}</p>
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-sm text-muted">
          <span>{t.cleanup.reason(item)}</span>
          {item.path !== null && <PathText path={item.path} className="text-faint" />}
        </div>
      </div>
      <span className={cx('text-right text-sm', item.action === 'purge' ? 'text-failed' : 'text-muted')}>
        {t.cleanup.act[item.action]}
      </span>
      <span className="num w-16 text-right text-sm text-muted">{freedBytes(item.size)}</span>
    </li>
  )
}
