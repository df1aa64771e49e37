import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { directoryName, leftovers, plainName, sealedName, segmentsOf } from './names.ts'

describe('storage/history: names', () => {
  it('makes of any key one harmless directory name, and of two keys two', () => {
    const key = fc.string({
      unit: fc.constantFrom('.', '/', '\\', ':', '%', '_', '-', '\0', ' ', 'ü', '😀', 'a', 'Z', '2', 'e'),
      maxLength: 6,
    })
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(directoryName(a)).toMatch(/^[A-Za-z0-9_%.-]+$/)
        expect(['.', '..']).not.toContain(directoryName(a))
        expect(directoryName(a) === directoryName(b)).toBe(a === b)
      }),
    )
    expect(directoryName('telegram:-100:7')).toBe('telegram_-100_7')
    expect(directoryName('../../etc/passwd')).not.toContain('/')
  })

  it('reads the order of segments from their names and leaves out what was sealed and not removed', () => {
    const files = [
      plainName(20),
      sealedName(10, 20),
      plainName(10),
      sealedName(0, 10),
      'other',
      `${sealedName(20, 30)}.tmp`,
    ]
    expect(segmentsOf(files).map(({ first, end }) => [first, end])).toEqual([
      [0, 10],
      [10, 20],
      [20, null],
    ])
    expect(leftovers(files)).toEqual([plainName(10)])
  })
})
