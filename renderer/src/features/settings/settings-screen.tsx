import { useEffect } from 'react'

import { FailureNote } from '@/components/failure.tsx'
import { Loading } from '@/components/loading.tsx'
import { Page } from '@/components/page.tsx'
import { SearchInput } from '@/components/search-input.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices, useUi } from '@/lib/services.ts'

import { GROUPS } from './fields.ts'
import { found } from './search.ts'
import { SettingsGroup } from './settings-group.tsx'
import { SettingsIndex } from './settings-index.tsx'
import { useSettings } from './use-settings.ts'

/** Every setting on one page, found by words, changed at once. */
export default function SettingsScreen() {
  const t = useT()
  const { ui } = useServices()
  const filter = useUi((state) => state.settingsFilter)
  const settings = useSettings()
  // A search does not outlive the screen: who comes back expects all settings.
  useEffect(() => () => ui.setState({ settingsFilter: '' }), [ui])
  const { view, error, again } = settings
  const groups = GROUPS.map((name) => ({ name, paths: found(name, filter, t) })).filter(
    ({ name, paths }) =>
      paths.length > 0 || filter === '' || t.settings.group[name].toLowerCase().includes(filter.toLowerCase()),
  )
  return (
    <Page
      title={t.settings.title}
      actions={
        <SearchInput
          boxed
          label={t.settings.search}
          value={filter}
          onChange={(value) => ui.setState({ settingsFilter: value })}
        />
      }
    >
      {error !== null && <FailureNote message={error} onRetry={again} />}
      {!view && error === null && <Loading />}
      {view && (
        <div className="flex gap-8 p-4">
          <SettingsIndex groups={groups.map(({ name }) => name)} />
          <div className="min-w-0 flex-1 pb-16">
            {groups.length === 0 && <p className="py-4 text-muted">{t.settings.nothing}</p>}
            {groups.map(({ name, paths }) => (
              <SettingsGroup
                key={name}
                name={name}
                paths={paths}
                view={view}
                set={settings.set}
                reset={settings.reset}
                again={again}
              />
            ))}
          </div>
        </div>
      )}
    </Page>
  )
}
