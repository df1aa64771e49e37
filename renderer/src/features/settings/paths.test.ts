import { defaultSettings } from '@shared/settings.ts'
import { describe, expect, it } from 'vitest'

import { catalogues } from '@/lib/i18n/index.ts'

import { FIELDS, SETTING_PATHS } from './fields.ts'
import { complaint, isChanged, valueAt, withValue } from './paths.ts'
import { toMs, toUnit } from './period.ts'
import { found } from './search.ts'

const settings = defaultSettings()
const words = catalogues.en.settings.invalid
const of = (path: string, value: unknown) => complaint(settings, path, value, words)

describe('the table of settings', () => {
  it('names only settings that exist', () => {
    const unknown = SETTING_PATHS.filter((path) => valueAt(settings, path) === undefined)
    expect(unknown).toEqual([])
  })

  it('offers only choices that the schema takes', () => {
    const refused = SETTING_PATHS.flatMap((path) => {
      const { edit } = FIELDS[path]
      return edit.kind === 'choice' ? edit.options.filter((option) => of(path, option) !== null) : []
    })
    expect(refused).toEqual([])
  })

  it('gives defaults that are valid and count as unchanged', () => {
    expect(SETTING_PATHS.filter((path) => of(path, valueAt(settings, path)) !== null)).toEqual([])
    expect(SETTING_PATHS.filter((path) => isChanged(settings, path))).toEqual([])
  })
})

describe('a value that does not fit', () => {
  it('is told why at once', () => {
    expect(of('claude.maxConcurrentTurns', 0)).toBe('At least 1.')
    expect(of('claude.maxConcurrentTurns', 99)).toBe('At most 64.')
    expect(of('claude.maxConcurrentTurns', 2.5)).toBe('A whole number is needed.')
    expect(of('claude.maxConcurrentTurns', Number.NaN)).toBe('A number is needed.')
    expect(of('bot.apiRoot', 'telegram')).toMatch(/full address/)
    expect(of('bot.webhookUrl', null)).toBeNull()
    expect(of('retention.idleChatMs', -1)).toBe('At least 1.')
  })

  it('changes nothing in place', () => {
    const next = withValue(settings, 'appearance.zoom', 2)
    expect(next.appearance.zoom).toBe(2)
    expect(settings.appearance.zoom).toBe(1)
    expect(isChanged(next, 'appearance.zoom')).toBe(true)
  })
})

describe('periods', () => {
  it('are shown in the largest unit that keeps them whole', () => {
    expect(toUnit(86_400_000)).toEqual({ n: 1, unit: 'days' })
    expect(toUnit(5_400_000)).toEqual({ n: 90, unit: 'minutes' })
  })

  it('come back as they were', () => {
    for (const ms of [60_000, 600_000, 3_600_000, 86_400_000, 2_592_000_000]) {
      const { n, unit } = toUnit(ms)
      expect(toMs(n, unit)).toBe(ms)
    }
  })
})

describe('the search in the settings', () => {
  it('finds by label, description and path, in the person’s language', () => {
    expect(found('claude', 'warm', catalogues.en)).toEqual(['claude.maxLiveSessions'])
    expect(found('claude', 'parken', catalogues.de)).toEqual(['claude.parkAfterMs'])
    expect(found('bot', 'warm', catalogues.en)).toEqual([])
  })
})
