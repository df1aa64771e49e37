import { useT } from '@/lib/i18n/index.ts'

import { BackupSection } from './backup-section.tsx'
import type { SettingGroup, SettingPath } from './fields.ts'
import { PeopleSection } from './people-section.tsx'
import { SecretField } from './secret-field.tsx'
import { SettingRow } from './setting-row.tsx'
import { UpdatesRow } from './updates-row.tsx'
import type { SettingsView } from './use-settings.ts'

interface Props {
  name: SettingGroup
  paths: readonly SettingPath[]
  view: SettingsView
  set: (path: string, value: unknown) => Promise<string | null>
  reset: (path: string) => Promise<void>
  again: () => void
}

/** A group: its fields from the table, and what is more than a field. */
export function SettingsGroup({ name, paths, view, set, reset, again }: Props) {
  const t = useT()
  return (
    <section id={`settings-${name}`} aria-label={t.settings.group[name]} className="mb-8 scroll-mt-4">
      <h2 className="border-b pb-1.5 text-lg font-semibold">{t.settings.group[name]}</h2>
      {name === 'bot' && <SecretField name="token" view={view} onChanged={again} />}
      {name === 'people' && <PeopleSection people={view.settings.people} onChanged={again} />}
      {paths.map((path) => (
        <SettingRow key={path} path={path} view={view} set={set} reset={reset} />
      ))}
      {name === 'voice' && <SecretField name="voiceKey" view={view} onChanged={again} />}
      {name === 'system' && <UpdatesRow />}
      {name === 'backup' && <BackupSection />}
    </section>
  )
}
