import fc from 'fast-check'
import type { MessageEntity } from 'grammy/types'
import { describe, expect, it } from 'vitest'

import { fixText } from './formatted-text.ts'
import { Refusal } from './refusal.ts'

const pieces = fc.array(fc.constantFrom('a', ' ', '\n', '👉', '\r', '\u0001', 'ž', '\u202e'), { maxLength: 12 })
const entity = fc.record({
  type: fc.constantFrom('bold' as const, 'italic' as const, 'code' as const, 'blockquote' as const),
  offset: fc.nat(14),
  length: fc.nat(6),
})

describe('formatted text', () => {
  it('has no entity that is empty, outside, or splits a character, whatever comes in', () => {
    fc.assert(
      fc.property(pieces, fc.array(entity, { maxLength: 4 }), (source, entities) => {
        let fixed: { text: string; entities: readonly MessageEntity[] }
        try {
          fixed = fixText(source.join(''), entities)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
          return
        }
        expect(fixed.text).toBe(fixed.text.replace(/[ \n]+$/, ''))
        for (const { offset, length } of fixed.entities) {
          expect(length).toBeGreaterThan(0)
          expect(offset).toBeGreaterThanOrEqual(0)
          expect(offset + length).toBeLessThanOrEqual(fixed.text.length)
          expect(/\p{Surrogate}/u.test(fixed.text.slice(offset, offset + length))).toBe(false)
        }
      }),
    )
  })

  it('is the same when it is fixed again', () => {
    fc.assert(
      fc.property(pieces, (source) => {
        const once = fixText(source.join(''), [])
        expect(fixText(once.text, []).text).toBe(once.text)
      }),
    )
  })

  it('keeps half of a surrogate pair out', () => {
    expect(() => fixText('a\ud83d', [])).toThrow('Bad Request: strings must be encoded in UTF-8')
  })

  it('keeps the bold around code, and says that Telegram cuts it there', () => {
    const bold: MessageEntity = { type: 'bold', offset: 0, length: 9 }
    const code: MessageEntity = { type: 'code', offset: 2, length: 3 }
    const { entities, altered } = fixText('ab cd efg', [bold, code])
    expect(entities).toEqual([bold, code])
    expect(altered).toEqual(['bold at 0–9 is cut around code at 2–5'])
  })
})
