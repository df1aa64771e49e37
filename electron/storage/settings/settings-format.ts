import { settingsSchema } from '../../shared/settings.ts'
import { isObject } from '../store/format.ts'
import type { Format, JsonObject, Rejected } from '../store/format.ts'
import { valueAt, without } from './paths.ts'
import type { Path } from './paths.ts'

/** The version of `settings.json` that we write. */
export const SETTINGS_VERSION = 1

/**
 * `settings.json`: only what somebody set, beside keys that we do not know. What is not in it follows the defaults,
 * also those of a later release.
 */
export type StoredSettings = JsonObject & { readonly version: number }

/** What to set aside for a value that does not fit: the value, or the whole item of a list (half a person is no person). */
function culprit(file: JsonObject, path: Path): Path {
  const item = path.findIndex((key) => typeof key === 'number')
  const whole = item === -1 ? path : path.slice(0, item + 1)
  // A group that has the wrong type as a whole is named by the schema at the group itself.
  return valueAt(file, whole) === undefined ? whole.slice(0, -1) : whole
}

function check(file: JsonObject) {
  const rejected: Rejected[] = []
  let data = file
  for (;;) {
    const [issue] = settingsSchema.safeParse(data).error?.issues ?? []
    if (!issue) return { data: data as StoredSettings, rejected }
    const path = culprit(data, issue.path)
    const smaller = without(data, path)
    if (path.length === 0 || smaller === data) return null
    rejected.push({ where: path.map(String).join('.'), why: issue.message, value: valueAt(data, path) })
    data = smaller
  }
}

/** A value of the wrong type is set aside and falls back to its default; all others live. */
export const settingsFormat: Format<StoredSettings> = {
  version: SETTINGS_VERSION,
  migrations: {},
  empty: () => ({ version: SETTINGS_VERSION }),
  check: (file) => (isObject(file) ? check({ ...file, version: SETTINGS_VERSION }) : null),
  pieces: (data) => [JSON.stringify({ ...data, version: SETTINGS_VERSION }, null, 2), '\n'],
}
