import { type Settings, defaultSettings, settingsSchema } from '@shared/settings.ts'

import type { Catalogue } from '@/lib/i18n/index.ts'

type Tree = Record<string, unknown>

/** The value at a dotted path. */
export const valueAt = (settings: Settings, path: string): unknown =>
  path.split('.').reduce<unknown>((tree, key) => (tree as Tree | undefined)?.[key], settings)

/** The settings with another value at a dotted path; nothing is changed in place. */
export function withValue(settings: Settings, path: string, value: unknown): Settings {
  const put = (tree: Tree, [key = '', ...rest]: string[]): Tree => ({
    ...tree,
    [key]: rest.length === 0 ? value : put((tree[key] ?? {}) as Tree, rest),
  })
  return put(settings, path.split('.')) as Settings
}

/** Whether a person has changed it. */
export const isChanged = (settings: Settings, path: string): boolean =>
  JSON.stringify(valueAt(settings, path)) !== JSON.stringify(valueAt(defaultSettings(), path))

/** Why a value does not fit, in the person's words; null where it does. The schema that main uses decides. */
export function complaint(
  settings: Settings,
  path: string,
  value: unknown,
  words: Catalogue['settings']['invalid'],
): string | null {
  const result = settingsSchema.safeParse(withValue(settings, path, value))
  const issue = result.error?.issues.find((one) => one.path.slice(0, path.split('.').length).join('.') === path)
  if (!issue) return null
  switch (issue.code) {
    case 'too_small':
      return words.small(Number(issue.minimum) + (issue.inclusive === false ? 1 : 0))
    case 'too_big':
      return words.large(Number(issue.maximum))
    case 'invalid_type':
      return issue.expected === 'int' ? words.whole : words.number
    case 'invalid_format':
      return issue.format === 'url' ? words.url : words.other
    default:
      return words.other
  }
}
