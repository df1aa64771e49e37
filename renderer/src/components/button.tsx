import { Button as Base } from '@base-ui/react/button'
import type { ComponentProps } from 'react'

import { cx } from './cx.ts'

const looks = {
  /** The one thing to do here. */
  primary:
    'bg-accent-fill text-accent-text hover:brightness-110 border border-transparent forced-colors:border-[Highlight]',
  plain: 'bg-raised border border-line-strong hover:bg-hover',
  quiet: 'border border-transparent text-muted hover:bg-hover hover:text-text',
  /** Cannot be undone. */
  danger: 'bg-raised border border-line-strong text-failed hover:bg-failed-soft',
} as const

interface Props extends Omit<ComponentProps<typeof Base>, 'className'> {
  look?: keyof typeof looks
  size?: 'small' | 'normal'
  className?: string
}

/** A button with a word on it. */
export function Button({ look = 'plain', size = 'normal', className, ...rest }: Props) {
  return (
    <Base
      className={cx(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap disabled:opacity-50 data-disabled:opacity-50',
        size === 'small' ? 'h-6 px-2 text-sm' : 'h-7 px-3',
        looks[look],
        className,
      )}
      {...rest}
    />
  )
}
