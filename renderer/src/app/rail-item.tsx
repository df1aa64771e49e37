import type { LucideIcon } from 'lucide-react'

import { cx } from '@/components/cx.ts'

interface Props {
  icon: LucideIcon
  label: string
  count?: number
  /** Said of the count where it is a call: "3 waiting". */
  urgent?: string
  current: boolean
  onGo: () => void
  className?: string
}

/** One place to go to. Its name is the word alone; the count is its description. */
export function RailItem({ icon: Icon, label, count, urgent, current, onGo, className }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-current={current ? 'page' : undefined}
      // The count is the button's description: its name is the word alone.
      title={count ? `${label}, ${urgent ?? count}` : label}
      onClick={onGo}
      className={cx(
        'relative flex h-8 items-center gap-2.5 rounded-md px-2',
        current ? 'bg-selected font-medium text-text' : 'text-muted hover:bg-hover hover:text-text',
        className,
      )}
    >
      <Icon aria-hidden size={16} strokeWidth={1.75} className={current ? 'text-accent' : ''} />
      <span className="hidden flex-1 text-left min-[1000px]:inline">{label}</span>
      {count !== undefined && (
        <span
          aria-hidden
          // Drawn, not written: a button's name must hold the text that stands on it, and this name is the word alone.
          data-count={count}
          className={cx(
            'num text-sm before:content-[attr(data-count)]',
            urgent
              ? 'font-medium text-needs max-[999px]:absolute max-[999px]:-top-0.5 max-[999px]:-right-0.5 max-[999px]:min-w-4 max-[999px]:rounded-full max-[999px]:forced-color-adjust-none max-[999px]:bg-needs max-[999px]:px-1 max-[999px]:text-center max-[999px]:text-[10px] max-[999px]:leading-4 max-[999px]:text-bg'
              : 'text-faint max-[999px]:hidden',
          )}
        />
      )}
    </button>
  )
}
