import { Ago } from '@/components/ago.tsx'
import { cx } from '@/components/cx.ts'

/** When something last happened. Gives its place to the actions while they are shown. */
export function RowTime({ at, className }: { at: number; className?: string }) {
  return (
    <Ago
      at={at}
      className={cx(
        'num shrink-0 text-right text-sm text-muted group-hover:invisible group-focus-visible:invisible group-has-focus-visible:invisible',
        className,
      )}
    />
  )
}
