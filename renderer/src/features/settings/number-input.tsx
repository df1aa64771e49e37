import { cx } from '@/components/cx.ts'
import { TextInput } from '@/components/text-input.tsx'

import type { ControlProps } from './setting-control.tsx'
import { useTyped } from './use-typed.ts'

interface Props extends Pick<ControlProps, 'label' | 'disabled' | 'invalid'> {
  value: number
  min?: number
  step?: number
  className?: string
  /** Called with what was typed once it is kept; no number is `NaN`, which the schema refuses in words. */
  onKeep: (value: number) => void
}

/** A number that is being typed, kept by Enter or on leaving. */
export function NumberInput({ label, disabled, invalid, value, min, step = 1, className, onKeep }: Props) {
  const typed = useTyped(String(value), (text) => onKeep(text.trim() === '' ? Number.NaN : Number(text)))
  return (
    <TextInput
      aria-label={label}
      aria-invalid={invalid}
      disabled={disabled}
      type="number"
      min={min}
      step={step}
      className={cx('num', className)}
      {...typed}
    />
  )
}
