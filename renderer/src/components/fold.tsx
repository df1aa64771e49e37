import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

import { cx } from './cx.ts'

interface Props {
  title: ReactNode
  children: ReactNode
  open?: boolean
  className?: string
}

/** Something folded away under its title. What is folded is not rendered. */
export function Fold({ title, children, open, className }: Props) {
  return (
    <Collapsible.Root defaultOpen={open ?? false} className={className}>
      <Collapsible.Trigger className="group flex min-h-7 w-full min-w-0 items-center gap-1.5 rounded-md px-1 text-left hover:bg-hover">
        <ChevronRight
          aria-hidden
          size={13}
          className={cx('shrink-0 text-faint transition-transform duration-100 group-data-panel-open:rotate-90')}
        />
        {title}
      </Collapsible.Trigger>
      <Collapsible.Panel>{children}</Collapsible.Panel>
    </Collapsible.Root>
  )
}
