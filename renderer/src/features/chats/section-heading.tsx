import type { Section } from '@shared/status.ts'

import { cx } from '@/components/cx.ts'
import { useT } from '@/lib/i18n/index.ts'

/** The heading of a section. Read out as the name of the row group, so hidden here. */
export function SectionHeading({ section, count, top }: { section: Section; count: number; top: number }) {
  const t = useT()
  return (
    <div
      aria-hidden
      className={cx(
        'absolute inset-x-0 flex h-8 items-end gap-2 px-4 pb-1 text-xs font-medium',
        section === 'needs you' ? 'text-needs' : 'text-muted',
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      {t.common.section[section]}
      <span className="num font-normal text-faint">{count}</span>
    </div>
  )
}
