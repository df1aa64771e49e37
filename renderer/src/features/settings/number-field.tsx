import { Picker } from '@/components/picker.tsx'
import { useT } from '@/lib/i18n/index.ts'

import type { FieldKind } from './fields.ts'
import { NumberInput } from './number-input.tsx'
import type { ControlProps } from './setting-control.tsx'

type Edit = Extract<FieldKind, { kind: 'number' }>

/** A number; where it may be absent, a choice says what absent means. */
export function NumberField({ label, value, disabled, invalid, onChange, edit }: ControlProps & { edit: Edit }) {
  const t = useT()
  const none = edit.nullable === 'automatic' ? t.settings.automatic : t.settings.noLimit
  return (
    <div className="flex items-center gap-2">
      {typeof value === 'number' && (
        <NumberInput
          label={label}
          value={value}
          disabled={disabled}
          invalid={invalid}
          step={edit.step ?? 1}
          className="max-w-24"
          onKeep={onChange}
        />
      )}
      {edit.nullable !== undefined && (
        <Picker
          label={`${label}: ${none}`}
          value={value === null ? 'none' : 'some'}
          disabled={disabled}
          options={[
            { value: 'none', label: none },
            { value: 'some', label: t.settings.limited },
          ]}
          onChange={(next) => onChange(next === 'none' ? null : (edit.start ?? 1))}
        />
      )}
    </div>
  )
}
