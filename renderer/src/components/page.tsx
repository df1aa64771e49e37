import type { ReactNode } from 'react'

import { cx } from './cx.ts'

interface Props {
  title: string
  lead?: string
  actions?: ReactNode
  /** It has the width of the window: a table with long lines. Otherwise all screens share one measure. */
  full?: boolean
  /** Stands below what scrolls. */
  footer?: ReactNode
  children: ReactNode
}

/** A screen: its title and actions on a line, and below them what scrolls. */
export function Page({ title, lead, actions, full = false, footer, children }: Props) {
  return (
    <div className="flex h-full min-w-0 flex-col">
      <header className={cx('border-b', !full && 'pr-(--bar)')}>
        <div
          className={cx(
            'mx-auto flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2',
            !full && 'max-w-(--measure)',
          )}
        >
          <div className="min-w-0 flex-1">
            <h1 className="text-lg font-semibold">{title}</h1>
            {lead && <p className="text-sm text-muted">{lead}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      </header>
      {/* The bar has its place from the start: what stands below is in line with the title before there is one. */}
      <div className={cx('min-h-0 flex-1', full ? 'overflow-auto' : 'overflow-y-scroll')}>
        {full ? children : <div className="mx-auto h-full max-w-(--measure)">{children}</div>}
      </div>
      {footer && (
        <footer className="border-t pr-(--bar)">
          <div className="mx-auto flex min-h-12 max-w-(--measure) items-center gap-2 px-4">{footer}</div>
        </footer>
      )}
    </div>
  )
}
