import { describe, expect, it } from 'vitest'

import { ago, clockTime, elapsed, splitPath, tilde } from './format.ts'

describe('times as people read them', () => {
  it.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [242_000, '4 min 2 s'],
    [7_500_000, '2 h 5 min'],
    [277_200_000, '3 d 5 h'],
    [-5, '0 s'],
  ])('%i ms of running time is %s', (ms, text) => expect(elapsed(ms)).toBe(text))

  it('tells how long ago, and gives the date of what is long past', () => {
    const now = Date.UTC(2026, 5, 15, 12)
    expect(ago(now - 5000, now, 'en', 'now')).toBe('now')
    expect(ago(now - 180_000, now, 'en', 'now')).toBe('3 min')
    expect(ago(now - 2 * 86_400_000, now, 'en', 'now')).toBe('2 d')
    expect(ago(now - 60 * 86_400_000, now, 'en', 'now')).toBe('Apr 16')
  })
})

describe('the time of day', () => {
  const at = new Date(2026, 5, 15, 9, 5).getTime()

  it('is written as the language does: 9:05 AM, but 09:05', () => {
    expect(clockTime(at, at, 'en').replace(/\s/, ' ')).toBe('9:05 AM')
    expect(clockTime(at, at, 'de')).toBe('09:05')
  })

  it('has its date on another day', () => {
    expect(clockTime(at, at + 86_400_000, 'de')).toBe('15. Juni, 09:05')
  })
})

describe('paths', () => {
  it('have the home directory as a tilde, and no other directory that begins alike', () => {
    expect(tilde('/home/ann/code', '/home/ann')).toBe('~/code')
    expect(tilde('/home/ann', '/home/ann')).toBe('~')
    expect(tilde('/home/anna/code', '/home/ann')).toBe('/home/anna/code')
  })

  it('are cut so that the last part stays whole', () => {
    expect(splitPath('~/code/deep/project')).toEqual(['~/code/deep/', 'project'])
    expect(splitPath('C:\\code\\app')).toEqual(['C:\\code\\', 'app'])
    expect(splitPath('~')).toEqual(['', '~'])
  })
})
