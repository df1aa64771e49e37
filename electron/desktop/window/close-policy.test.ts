import { describe, expect, it } from 'vitest'

import { closeMeans } from './close-policy.ts'

describe('closing', () => {
  it('hides where the app can be reached again, and else ends it', () => {
    const given = { quitting: false, trayHost: true, startedHidden: false }
    expect(closeMeans(given)).toBe('hide')
    expect(closeMeans({ ...given, trayHost: false })).toBe('quit')
    expect(closeMeans({ ...given, trayHost: false, startedHidden: true })).toBe('hide')
    expect(closeMeans({ ...given, quitting: true })).toBe('quit')
  })
})
