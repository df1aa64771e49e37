import { useT } from '@/lib/i18n/index.ts'

import type { SettingGroup } from './fields.ts'

/** The groups, to jump to. */
export function SettingsIndex({ groups }: { groups: readonly SettingGroup[] }) {
  const t = useT()
  return (
    <nav
      aria-label={t.settings.title}
      className="sticky top-4 hidden w-48 shrink-0 flex-col self-start min-[900px]:flex"
    >
      {groups.map((name) => (
        <button
          key={name}
          type="button"
          onClick={() => document.querySelector(`#settings-${name}`)?.scrollIntoView()}
          className="h-7 truncate rounded-md px-2 text-left text-muted hover:bg-hover hover:text-text"
        >
          {t.settings.group[name]}
        </button>
      ))}
    </nav>
  )
}
