import { RotateCcw } from 'lucide-react'
import { useState } from 'react'

import { IconButton } from '@/components/icon-button.tsx'
import { useT } from '@/lib/i18n/index.ts'

import type { SettingPath } from './fields.ts'
import { isChanged, complaint, valueAt } from './paths.ts'
import { SettingControl } from './setting-control.tsx'
import type { SettingsView } from './use-settings.ts'

interface Props {
  path: SettingPath
  view: SettingsView
  set: (path: string, value: unknown) => Promise<string | null>
  reset: (path: string) => Promise<void>
}

/** One setting: what it is, its control, why a value does not fit, and the way back to the default. */
export function SettingRow({ path, view, set, reset }: Props) {
  const t = useT()
  const { label, help } = t.settings.fields[path]
  const variable = view.overridden[path]
  const [wrong, setWrong] = useState<string | null>(null)
  const changed = isChanged(view.settings, path)
  const stacked = Array.isArray(valueAt(view.settings, path))

  const change = async (value: unknown) => {
    const reason = complaint(view.settings, path, value, t.settings.invalid)
    setWrong(reason)
    if (reason === null) setWrong(await set(path, value))
  }
  return (
    <div className="group border-b py-2.5 last:border-0">
      <div className={stacked ? '' : 'flex min-h-7 items-center gap-4'}>
        <div className="min-w-0 flex-1">
          <div className="flex h-5 items-center gap-1">
            <span id={`label-${path}`} className="font-medium">
              {label}
            </span>
            {changed && variable === undefined && (
              <IconButton
                label={t.settings.resetField(label)}
                icon={RotateCcw}
                className="size-5"
                onClick={() => void reset(path).then(() => setWrong(null))}
              />
            )}
          </div>
          <p id={`help-${path}`} className="text-sm text-muted">
            {variable === undefined ? help : t.settings.overridden(variable)}
          </p>
        </div>
        <SettingControl
          path={path}
          label={label}
          value={valueAt(view.settings, path)}
          disabled={variable !== undefined}
          invalid={wrong !== null}
          onChange={(value) => void change(value)}
        />
      </div>
      {wrong !== null && (
        <p role="alert" className="mt-1 text-sm text-failed">
          {wrong}
        </p>
      )}
    </div>
  )
}
