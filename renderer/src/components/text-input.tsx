import type { ComponentProps } from 'react'

import { cx } from './cx.ts'

interface Props extends ComponentProps<'input'> {
  mono?: boolean
}

/** A line to type into. Give it a label, or an `aria-label`. */
export function TextInput({ mono, className, ...rest }: Props) {
  return (
    <input
      spellCheck={false}
      autoComplete="off"
      className={cx(
        'h-7 w-full min-w-0 rounded-md border border-field bg-bg px-2 -outline-offset-1 aria-invalid:border-failed disabled:opacity-60',
        mono && 'font-mono text-sm',
        className,
      )}
      {...rest}
    />
  )
}
