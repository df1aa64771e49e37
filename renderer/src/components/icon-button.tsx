import { Button as Base } from '@base-ui/react/button'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'

import { cx } from './cx.ts'
import { Tip } from './tip.tsx'

interface Props extends Omit<ComponentProps<typeof Base>, 'className' | 'children'> {
  label: string
  icon: LucideIcon
  keys?: string
  className?: string
}

/** A button with a picture on it; its name is read out and shown under the pointer. */
export function IconButton({ label, icon: Icon, keys, className, ...rest }: Props) {
  return (
    <Tip text={label} {...(keys ? { keys } : {})}>
      <Base
        aria-label={label}
        className={cx(
          'inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text disabled:opacity-40',
          className,
        )}
        {...rest}
      >
        <Icon aria-hidden size={15} strokeWidth={1.75} />
      </Base>
    </Tip>
  )
}
