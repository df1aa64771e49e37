import fc from 'fast-check'
import { expect, it } from 'vitest'

import { ago, bytes, coarseDuration, date, duration, oneLine, plural, tilde, tokens, usd } from './words.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

it.each([
  [-HOUR, 'just now'],
  [MINUTE - 1, 'just now'],
  [MINUTE, '1 min ago'],
  [5 * MINUTE + 40 * SECOND, '5 min ago'],
  [HOUR - 1, '59 min ago'],
  [HOUR, '1 h ago'],
  [DAY - 1, '23 h ago'],
  [DAY, 'yesterday'],
  [2 * DAY - 1, 'yesterday'],
  [2 * DAY, '2 days ago'],
])('says in whole units how long ago something was: %d ms are %s', (passed, words) => {
  const now = Date.UTC(2026, 10, 21)
  expect(ago(now - passed, now)).toBe(words)
})

it.each([
  [-SECOND, '0 s'],
  [400, '0 s'],
  [MINUTE - SECOND, '59 s'],
  [MINUTE, '1 min'],
  [2 * MINUTE + 5 * SECOND, '2 min 5 s'],
  [HOUR - SECOND, '59 min 59 s'],
  [HOUR, '1 h'],
  [HOUR + 3 * MINUTE, '1 h 3 min'],
  [25 * HOUR + 59 * SECOND, '25 h'],
])('says how long something took: %d ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words)
})

it.each([
  [-SECOND, '0 s'],
  [8 * SECOND + 999, '8 s'],
  [MINUTE - 1, '59 s'],
  [MINUTE, '1 min'],
  [3 * MINUTE + 59 * SECOND, '3 min'],
  [2 * HOUR + 5 * MINUTE + SECOND, '2 h 5 min'],
])('leaves the seconds out of what grows, from a minute on: %d ms are %s', (ms, words) => {
  expect(coarseDuration(ms)).toBe(words)
})

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [12_345, '12.3 kB'],
  [100_000, '100 kB'],
  [999_499, '999 kB'],
  [999_999, '1.0 MB'],
  [2_500_000_000, '2.5 GB'],
  [1e12, '1.0 TB'],
  [5e15, '5000 TB'],
])('never says a thousand of a unit of bytes that has a next one: %d are %s', (count, words) => {
  expect(bytes(count)).toBe(words)
})

it.each([
  [999, '999'],
  [1000, '1.0k'],
  [12_345, '12.3k'],
  [999_949, '999.9k'],
  [999_950, '1.0M'],
  [1_200_000, '1.2M'],
])('says tokens in thousands and millions: %d are %s', (count, words) => {
  expect(tokens(count)).toBe(words)
})

it('says money to the cent, and what is less than one more exactly', () => {
  expect([0, 0.0012, 0.01, 1.5].map(usd)).toEqual(['$0.00', '$0.0012', '$0.01', '$1.50'])
})

it('says one and many', () => {
  expect([plural(1, 'prompt'), plural(3, 'prompt'), plural(2, 'entry', 'entries')]).toEqual([
    '1 prompt',
    '3 prompts',
    '2 entries',
  ])
})

it('says a date in the time zone of the machine, in two digits', () => {
  expect(date(new Date(2026, 0, 2, 3, 4).getTime())).toBe('2026-01-02 03:04')
  expect(date(new Date(2026, 10, 21, 15, 44).getTime())).toBe('2026-11-21 15:44')
})

it('cuts a text to a line without breaking a character in two', () => {
  expect(oneLine(' a\n\n b ', 10)).toBe('a b')
  expect(oneLine('12345', 5)).toBe('12345')
  expect(oneLine('123456', 5)).toBe('1234…')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
      const line = oneLine(text, most)
      expect(line.length).toBeLessThanOrEqual(Math.max(1, most))
      expect(() => encodeURIComponent(line)).not.toThrow()
    }),
  )
})

it('shortens the home directory only', () => {
  expect(['/home/me', '/home/me/x', '/home/menno'].map((path) => tilde(path, '/home/me'))).toEqual([
    '~',
    '~/x',
    '/home/menno',
  ])
})
