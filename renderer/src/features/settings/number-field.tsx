import { Picker } from '@/components/picker.tsx'
import { TextInput } from '@/components/text-input.tsx'
import { useT } from '@/lib/i18n/index.ts'

import type { FieldKind } from './fields.ts'
import type { ControlProps } from './setting-control.tsx'
import { useTyped } from './use-typed.ts'

type Edit = Extract<FieldKind, { kind: 'number' }>

/** A number; where it may be absent, a choice says what absent means. */
export function NumberField({ label, value, disabled, invalid, onChange, edit }: ControlProps & { edit: Edit }) {
  const t = useT()
  const typed = useTyped(typeof value === 'number' ? String(value) : '', (text) =>
    onChange(text.trim() === '' ? Number.NaN : Number(text)),
  )
  const none = edit.nullable === 'automatic' ? t.settings.automatic : t.settings.noLimit
  return (
    <div className="flex items-center gap-2">
      {value !== null && (
        <TextInput
          aria-label={label}
          aria-invalid={invalid}
          disabled={disabled}
          type="number"
          step={edit.step ?? 1}
          className="num max-w-24"
          {...typed}
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
