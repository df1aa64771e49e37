import { Menu as Base } from '@base-ui/react/menu'
import { Check, ChevronRight } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'

import { cx } from './cx.ts'

const popup = 'arriving z-50 min-w-44 rounded-lg bg-raised p-1 shadow-float outline-none'
const item =
  'flex h-7 items-center gap-2 rounded-md px-2 outline-none select-none data-highlighted:bg-hover data-disabled:opacity-45'

/** A menu that opens from its trigger. */
export function Menu({ trigger, children }: { trigger: ReactElement<Record<string, unknown>>; children: ReactNode }) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align="end" sideOffset={4}>
          <Base.Popup className={popup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface ItemProps {
  children: ReactNode
  onPick: () => void
  icon?: ReactNode
  disabled?: boolean
  danger?: boolean
}

/** One action of a menu. */
export function MenuItem({ children, onPick, icon, disabled, danger }: ItemProps) {
  return (
    <Base.Item className={cx(item, danger && 'text-failed')} onClick={onPick} disabled={disabled ?? false}>
      <span aria-hidden className="flex w-4 justify-center text-muted">
        {icon}
      </span>
      {children}
    </Base.Item>
  )
}

interface ChoicesProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onPick: (value: T) => void
}

/** One of several, in a menu below the menu. */
export function MenuChoices<T extends string>({ label, value, options, onPick }: ChoicesProps<T>) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={cx(item, 'justify-between pl-8')}>
        {label}
        <ChevronRight aria-hidden size={13} className="text-faint" />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner sideOffset={2} alignOffset={-4}>
          <Base.Popup className={popup}>
            <MenuRadios value={value} options={options} onPick={onPick} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  )
}

/** One of several, in the menu itself. */
export function MenuRadios<T extends string>({ value, options, onPick }: Omit<ChoicesProps<T>, 'label'>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: T) => onPick(next)}>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className={item} closeOnClick>
          <span aria-hidden className="flex w-4 justify-center">
            <Base.RadioItemIndicator>
              <Check size={13} />
            </Base.RadioItemIndicator>
          </span>
          {option.label}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}

/** A hairline between groups of a menu. */
export const MenuLine = () => <Base.Separator className="mx-2 my-1 h-px bg-line" />
