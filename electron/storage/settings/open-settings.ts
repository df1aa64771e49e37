import { join } from 'node:path'

import { done, fail } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import { defaultSettings, settingsSchema } from '../../shared/settings.ts'
import type { Settings } from '../../shared/settings.ts'
import type { SettingsService, Store } from '../port.ts'
import { isObject } from '../store/format.ts'
import type { JsonObject } from '../store/format.ts'
import { openStore } from '../store/open-store.ts'
import type { StoreDependencies } from '../store/open-store.ts'
import { joinPeople, misfit, readEnvironment } from './environment.ts'
import type { Overrides, Surroundings } from './environment.ts'
import { valueAt, without, withValue } from './paths.ts'
import { settingsFormat } from './settings-format.ts'
import type { StoredSettings } from './settings-format.ts'

/** The settings with what their file says about itself. */
export interface OpenedSettings extends SettingsService {
  /** What was wrong with the file at load, in words for people. */
  readonly damage: readonly string[]
  onTrouble: Store<unknown>['onTrouble']
  close(): Promise<void>
}

/** The settings of the file, overridden by the environment. */
export function effectiveSettings(stored: JsonObject, overrides: Overrides): Settings {
  let values = without(stored, ['version'])
  for (const [path, value] of Object.entries(overrides.values)) values = withValue(values, path.split('.'), value)
  const settings = settingsSchema.parse(values)
  return { ...settings, people: joinPeople(settings.people, overrides.people) }
}

/** Whether the path names one setting: a value that has a default, not a group of them. */
function isSetting(path: string): boolean {
  const value = valueAt(defaultSettings(), path.split('.'))
  return value !== undefined && !isObject(value)
}

/** Opens `settings.json` in the data directory. Never throws: the app opens whatever the file or the environment say. */
export async function openSettings(
  options: StoreDependencies &
    Pick<Surroundings, 'isDirectory'> & {
      readonly dir: string
      readonly environment: Readonly<Record<string, string | undefined>>
    },
): Promise<OpenedSettings> {
  const store = await openStore({ ...options, file: join(options.dir, 'settings.json'), format: settingsFormat })
  const overrides = await readEnvironment(options.environment, {
    apiRoot: settingsSchema.parse(store.data).bot.apiRoot,
    isDirectory: options.isDirectory,
  })
  for (const { name, message } of overrides.bad) options.log.warn('settings.environment', { name, message })
  const listeners = new Set<(settings: Readonly<Settings>) => void>()
  let current = effectiveSettings(store.data, overrides)

  /** Leaves out people whom only the environment lets in: they go when the variable goes. */
  function storable(path: string, value: unknown): unknown {
    if (path !== 'people' || !Array.isArray(value)) return value
    const stored = new Set(settingsSchema.parse(store.data).people.map(({ id }) => id))
    const guests = new Set(overrides.people.map(({ id }) => id).filter((id) => !stored.has(id)))
    return value.filter((person) => !guests.has(person?.id))
  }

  function change(path: string, next: (stored: StoredSettings) => JsonObject): Result {
    if (!isSetting(path)) return fail('unknown-setting', `There is no setting “${path}”.`)
    const variable = overrides.names[path]
    if (variable !== undefined)
      return fail('overridden', `${path} is set by the environment variable ${variable}. Change or remove it there.`)
    const changed = next(store.data)
    const why = misfit(changed)
    if (why !== undefined) return fail('bad-value', `${path}: ${why}.`)
    store.update((data) => {
      for (const key of Object.keys(data)) delete data[key]
      Object.assign(data, changed)
    })
    current = effectiveSettings(store.data, overrides)
    for (const listener of listeners) listener(current)
    return done
  }

  return {
    get current() {
      return current
    },
    overridden: overrides.names,
    badVariables: overrides.bad,
    damage: store.damage,
    set: (path, value) => change(path, (stored) => withValue(stored, path.split('.'), storable(path, value))),
    reset: (path) => change(path, (stored) => without(stored, path.split('.'))),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onTrouble: (listener) => store.onTrouble(listener),
    flush: () => store.flush(),
    close: () => store.close(),
  }
}
