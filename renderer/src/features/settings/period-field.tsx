import { Picker } from '@/components/picker.tsx'
import { useT } from '@/lib/i18n/index.ts'

import type { FieldKind } from './fields.ts'
import { NumberInput } from './number-input.tsx'
import { type Unit, toMs, toUnit } from './period.ts'
import type { ControlProps } from './setting-control.tsx'

type Edit = Extract<FieldKind, { kind: 'period' }>

/** A period: a number and its unit, or no limit. */
export function PeriodField({ label, value, disabled, invalid, onChange, edit }: ControlProps & { edit: Edit }) {
  const t = useT()
  const { n, unit } = toUnit(typeof value === 'number' ? value : edit.start)
  const units = (['minutes', 'hours', 'days'] as const).map((one) => ({
    value: one as Unit | 'none',
    label: t.settings.units[one],
  }))
  return (
    <div className="flex items-center gap-2">
      {value !== null && (
        <NumberInput
          label={label}
          value={n}
          disabled={disabled}
          invalid={invalid}
          min={1}
          className="max-w-20"
          onKeep={(typed) => onChange(toMs(typed, unit))}
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
