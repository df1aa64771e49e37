import type { DemoMark } from '@shared/demo-mark.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { pieces } from './demo-pieces.ts'

const mark = fc.record({
  kind: fc.constantFrom<DemoMark['kind']>('bold', 'italic', 'code'),
  offset: fc.nat(30),
  length: fc.integer({ min: 1, max: 30 }),
})

describe('the pieces of a message', () => {
  it('are all of its text, in order, whatever is marked', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(mark, { maxLength: 5 }), (text, marks) => {
        const cut = pieces(text, marks)
        expect(cut.map((piece) => piece.text).join('')).toBe(text)
        expect(cut.every((piece) => piece.text !== '')).toBe(true)
      }),
    )
  })

  it('carry every mark that lies on them', () => {
    const marks: DemoMark[] = [
      { kind: 'bold', offset: 0, length: 9 },
      { kind: 'code', offset: 5, length: 4 },
    ]
    expect(pieces('Write note.md', marks)).toEqual([
      { at: 0, text: 'Write', kinds: ['bold'] },
      { at: 5, text: ' not', kinds: ['bold', 'code'] },
      { at: 9, text: 'e.md', kinds: [] },
    ])
  })
})
