import { Picker } from '@/components/picker.tsx'
import { Toggle } from '@/components/toggle.tsx'
import { useT } from '@/lib/i18n/index.ts'

import { DirectoriesField } from './directories-field.tsx'
import { DirectoryField } from './directory-field.tsx'
import { type Choice, FIELDS, type FieldKind, type SettingPath } from './fields.ts'
import { NumberField } from './number-field.tsx'
import { PeriodField } from './period-field.tsx'
import { TextField } from './text-field.tsx'

export interface ControlProps {
  readonly label: string
  readonly value: unknown
  readonly disabled: boolean
  readonly invalid: boolean
  readonly onChange: (value: unknown) => void
}

/** The control that the table of fields names for a setting. */
export function SettingControl({ path, ...props }: ControlProps & { path: SettingPath }) {
  const t = useT()
  const edit: FieldKind = FIELDS[path].edit
  switch (edit.kind) {
    case 'switch':
      return (
        <Toggle label={props.label} on={props.value === true} onChange={props.onChange} disabled={props.disabled} />
      )
    case 'choice':
      return (
        <Picker<Choice>
          label={props.label}
          value={props.value as Choice}
          options={edit.options.map((value) => ({ value, label: t.settings.choices[value] }))}
          onChange={props.onChange}
          disabled={props.disabled}
        />
      )
    case 'text':
      return (
        <TextField
          {...props}
          nullable={edit.nullable ?? false}
          mono={edit.mono ?? false}
          empty={t.settings.fields[path].empty ?? ''}
        />
      )
    case 'number':
      return <NumberField {...props} edit={edit} />
    case 'period':
      return <PeriodField {...props} edit={edit} />
    case 'directory':
      return <DirectoryField {...props} />
    case 'directories':
      return <DirectoriesField {...props} />
  }
}
