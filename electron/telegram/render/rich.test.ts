import { describe, expect, it } from 'vitest'

import { bold, code, concat, foldedQuote, italic, join, lines, plain, pre, quote, slice } from './rich.ts'

describe('a rich text that is put together', () => {
  it.each([
    ['bold', bold],
    ['italic', italic],
    ['code', code],
    ['blockquote', quote],
    ['expandable_blockquote', foldedQuote],
  ])('is %s over all of it', (type, style) => {
    expect(style('one')).toEqual({ text: 'one', entities: [{ type, offset: 0, length: 3 }] })
  })

  it('has no style over nothing', () => {
    for (const nothing of [bold(''), foldedQuote(plain('')), pre('', 'ts')]) expect(nothing).toEqual(plain(''))
  })

  it('names the language of code only where there is one', () => {
    expect(pre('a', 'ts').entities).toEqual([{ type: 'pre', offset: 0, length: 1, language: 'ts' }])
    for (const block of [pre('a'), pre('a', '')]) expect(Object.keys(block.entities[0] ?? {})).not.toContain('language')
  })

  it('keeps each style over its own words, and lists the outer before the inner', () => {
    expect(concat('a ', bold(concat('b ', bold('c'))), bold('d'))).toEqual({
      text: 'a b cd',
      entities: [
        { type: 'bold', offset: 2, length: 3 },
        { type: 'bold', offset: 4, length: 1 },
        { type: 'bold', offset: 5, length: 1 },
      ],
    })
  })

  it('stands on lines of its own, without those that are empty', () => {
    expect(lines('a', '', bold(''), 'b').text).toBe('a\nb')
    expect(join(['a', bold('b'), 'c'], bold(', '))).toEqual(concat('a', bold(', '), bold('b'), bold(', '), 'c'))
    expect(join(['a', 'b'])).toEqual(plain('a\nb'))
    expect(join([])).toEqual(plain(''))
  })

  it('is cut with its styles', () => {
    const rich = concat('ab', bold('cdef'), 'gh')
    expect(slice(rich, 3, 5)).toEqual(bold('de'))
    expect(slice(rich, 4)).toEqual(concat(bold('ef'), 'gh'))
    expect(slice(rich, 0, 2)).toEqual(plain('ab'))
    expect(slice(rich, 6)).toEqual(plain('gh'))
  })
})
