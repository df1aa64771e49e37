import { useT } from '@/lib/i18n/index.ts'

import { cx } from './cx.ts'

/** Something is on its way: a dot that breathes, and the word; `inline` among other lines of text. */
export function Loading({ label, inline = false }: { label?: string; inline?: boolean }) {
  const t = useT()
  return (
    <div
      role="status"
      className={cx('late flex items-center gap-2 text-muted', inline ? 'py-1' : 'justify-center p-4')}
    >
      <span aria-hidden className="breathing size-1.5 rounded-full bg-works forced-color-adjust-none" />
      {label ?? t.common.loading}
    </div>
  )
}
