import type { Catalogue } from '@/lib/i18n/index.ts'

import { FIELDS, SETTING_PATHS, type SettingGroup, type SettingPath } from './fields.ts'

/** Settings of a group whose label, description, path or group has all the words. */
export function found(group: SettingGroup, filter: string, t: Catalogue): SettingPath[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  return SETTING_PATHS.filter((path) => {
    if (FIELDS[path].group !== group) return false
    const { label, help } = t.settings.fields[path]
    const text = `${label} ${help} ${path} ${t.settings.group[group]}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
