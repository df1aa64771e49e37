import { Checkbox } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'

interface Props {
  label: string
  checked: boolean
  /** Some of what it stands for is chosen. */
  some?: boolean
  onChange: (checked: boolean) => void
  tabIndex?: number
  className?: string
}

/** Chosen or not. */
export function Tick({ label, checked, some, onChange, tabIndex, className }: Props) {
  return (
    <Checkbox.Root
      aria-label={label}
      checked={checked}
      indeterminate={some ?? false}
      onCheckedChange={onChange}
      tabIndex={tabIndex}
      className={`flex size-4 shrink-0 items-center justify-center rounded-[4px] border border-field bg-bg data-checked:border-transparent data-checked:bg-accent-fill data-indeterminate:border-transparent data-indeterminate:bg-accent-fill ${className ?? ''}`}
    >
      <Checkbox.Indicator className="text-accent-text">
        {some ? <Minus aria-hidden size={12} strokeWidth={3} /> : <Check aria-hidden size={12} strokeWidth={3} />}
      </Checkbox.Indicator>
    </Checkbox.Root>
  )
}
