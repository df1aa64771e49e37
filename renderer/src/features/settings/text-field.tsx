import { TextInput } from '@/components/text-input.tsx'

import type { ControlProps } from './setting-control.tsx'
import { useTyped } from './use-typed.ts'

/** A line of text. Where it may be empty, empty is kept as "not set". */
export function TextField({
  label,
  value,
  disabled,
  invalid,
  onChange,
  nullable,
  mono,
  empty,
}: ControlProps & { nullable: boolean; mono: boolean; empty: string }) {
  const typed = useTyped(typeof value === 'string' ? value : '', (text) =>
    onChange(nullable && text.trim() === '' ? null : text.trim()),
  )
  return (
    <TextInput
      aria-label={label}
      aria-invalid={invalid}
      disabled={disabled}
      mono={mono}
      placeholder={empty}
      className="max-w-72"
      {...typed}
    />
  )
}
