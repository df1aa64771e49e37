import { Picker } from '@/components/picker.tsx'
import { TextInput } from '@/components/text-input.tsx'
import { useT } from '@/lib/i18n/index.ts'

import type { FieldKind } from './fields.ts'
import { type Unit, toMs, toUnit } from './period.ts'
import type { ControlProps } from './setting-control.tsx'
import { useTyped } from './use-typed.ts'

/** A period: a number and its unit, or no limit. */
export function PeriodField({
  label,
  value,
  disabled,
  invalid,
  onChange,
  edit,
}: ControlProps & { edit: Extract<FieldKind, { kind: 'period' }> }) {
  const t = useT()
  const { n, unit } = toUnit(typeof value === 'number' ? value : edit.start)
  const typed = useTyped(String(n), (text) => onChange(text.trim() === '' ? Number.NaN : toMs(Number(text), unit)))
  const units = (['minutes', 'hours', 'days'] as const).map((one) => ({
    value: one as Unit | 'none',
    label: t.settings.units[one],
  }))
  return (
    <div className="flex items-center gap-2">
      {value !== null && (
        <TextInput
          aria-label={label}
          aria-invalid={invalid}
          disabled={disabled}
          type="number"
          min={1}
          className="num max-w-20"
          {...typed}
        />
      )}
      <Picker<Unit | 'none'>
        label={`${label}: ${t.settings.units[unit]}`}
        value={value === null ? 'none' : unit}
        disabled={disabled}
        options={edit.nullable === true ? [...units, { value: 'none', label: t.settings.noLimit }] : units}
        onChange={(next) => onChange(next === 'none' ? null : value === null ? edit.start : toMs(n, next))}
      />
    </div>
  )
}
