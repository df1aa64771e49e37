import { done } from '../../shared/result.ts'
import { defaultSettings } from '../../shared/settings.ts'
import type { Settings } from '../../shared/settings.ts'
import type { SettingsService } from '../../storage/port.ts'

/** Settings in memory, by dotted path. */
export function memorySettings(change: (settings: Settings) => void = () => undefined): SettingsService {
  const current = defaultSettings()
  change(current)
  const listeners = new Set<(settings: Readonly<Settings>) => void>()
  return {
    current,
    overridden: {},
    badVariables: [],
    set(path, value) {
      const keys = path.split('.')
      const last = keys.pop() ?? ''
      let at = current as unknown as Record<string, Record<string, unknown>>
      for (const key of keys) at = at[key] as unknown as Record<string, Record<string, unknown>>
      at[last] = value as Record<string, unknown>
      for (const listener of listeners) listener(current)
      return done
    },
    reset: () => done,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    flush: async () => undefined,
  }
}
