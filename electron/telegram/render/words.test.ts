import fc from 'fast-check'
import { expect, it } from 'vitest'

import { ago, bytes, duration, oneLine, plural, tilde, tokens, usd } from './words.ts'

it('says times as people do', () => {
  expect([0, 59_000, 300_000, 7_200_000, 86_400_000, 400_000_000].map((ms) => ago(0, ms))).toEqual([
    'just now',
    'just now',
    '5 min ago',
    '2 h ago',
    'yesterday',
    '5 days ago',
  ])
  expect([400, 15_000, 120_000, 125_000, 3_780_000].map(duration)).toEqual([
    '0 s',
    '15 s',
    '2 min',
    '2 min 5 s',
    '1 h 3 min',
  ])
})

it('says amounts as people do', () => {
  expect([0, 999, 12_345, 2_000_000].map(bytes)).toEqual(['0 B', '999 B', '12.3 kB', '2.0 MB'])
  expect([950, 12_345, 1_200_000].map(tokens)).toEqual(['950', '12.3k', '1.2M'])
  expect([0, 0.0012, 1.5].map(usd)).toEqual(['$0.00', '$0.0012', '$1.50'])
  expect([plural(1, 'prompt'), plural(2, 'entry', 'entries')]).toEqual(['1 prompt', '2 entries'])
})

it('cuts a text to a line without breaking a character in two', () => {
  expect(oneLine('a\n\n b', 10)).toBe('a b')
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
