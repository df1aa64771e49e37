import type { MessageEntity } from 'grammy/types'
import { describe, expect, it } from 'vitest'

import { tidy } from './tidy.ts'

type Mark = readonly [
  type: 'bold' | 'italic' | 'code' | 'pre' | 'blockquote' | 'expandable_blockquote',
  from: number,
  to: number,
]

const entity = ([type, from, to]: Mark): MessageEntity => ({ type, offset: from, length: to - from })

/** What is left of a text and its marks. */
const tidied = (text: string, ...marks: Mark[]) => {
  const { text: left, entities } = tidy({ text, entities: marks.map(entity) })
  return [left, ...entities.map(({ type, offset, length }) => [type, offset, offset + length])]
}

describe('a text as Telegram keeps it', () => {
  it('has no white space at its ends, and its entities move with it', () => {
    expect(tidied(' \n one two \n', ['bold', 3, 6], ['italic', 7, 10])).toEqual([
      'one two',
      ['bold', 0, 3],
      ['italic', 4, 7],
    ])
  })

  it('keeps the spaces with which code begins, but none before them', () => {
    expect(tidied('\n  a b', ['pre', 1, 4])).toEqual(['  a b', ['pre', 0, 3]])
    expect(tidied('  a  b', ['code', 4, 6])).toEqual(['a  b', ['code', 2, 4]])
  })

  it('has no entity over nothing, nor over white space, nor over that at its edges; code keeps its own', () => {
    expect(tidied('a b', ['bold', 1, 1], ['code', 2, 2])).toEqual(['a b'])
    expect(tidied('a   b', ['bold', 1, 4], ['code', 1, 4], ['blockquote', 1, 4])).toEqual(['a   b'])
    expect(tidied('a b  c', ['bold', 1, 5])).toEqual(['a b  c', ['bold', 2, 3]])
    expect(tidied('a b  c', ['code', 1, 5])).toEqual(['a b  c', ['code', 1, 5]])
    expect(tidied('a\nb \nc', ['blockquote', 1, 5])).toEqual(['a\nb \nc', ['blockquote', 2, 3]])
  })

  it('has no style in code: it stands around it, and is gone where nothing else is left', () => {
    expect(tidied('one two six', ['bold', 0, 11], ['code', 4, 7])).toEqual([
      'one two six',
      ['bold', 0, 3],
      ['code', 4, 7],
      ['bold', 8, 11],
    ])
    expect(tidied('one two six ten', ['bold', 1, 14], ['code', 4, 7], ['code', 8, 11])).toEqual([
      'one two six ten',
      ['bold', 1, 3],
      ['code', 4, 7],
      ['code', 8, 11],
      ['bold', 12, 14],
    ])
    expect(tidied('abcdef', ['italic', 0, 2], ['pre', 4, 6])).toEqual(['abcdef', ['italic', 0, 2], ['pre', 4, 6]])
    expect(tidied('abcdef', ['italic', 1, 3], ['pre', 0, 4])).toEqual(['abcdef', ['pre', 0, 4]])
    expect(tidied('abcdef', ['italic', 2, 6], ['pre', 0, 4])).toEqual(['abcdef', ['pre', 0, 4], ['italic', 4, 6]])
    expect(tidied('abcdef', ['italic', 4, 6], ['pre', 0, 4])).toEqual(['abcdef', ['pre', 0, 4], ['italic', 4, 6]])
    expect(tidied('abcdef', ['italic', 0, 2], ['pre', 2, 4])).toEqual(['abcdef', ['italic', 0, 2], ['pre', 2, 4]])
  })

  it('finds among many blocks of code those that a style meets', () => {
    const marks = Array.from({ length: 9 }, (_one, i): Mark => ['code', i * 4, i * 4 + 2])
    const text = 'aabb'.repeat(9)
    for (let i = 0; i < 9; i++)
      expect(tidied(text, ...marks, ['bold', i * 4, i * 4 + 4])).toContainEqual(['bold', i * 4 + 2, i * 4 + 4])
  })

  it('has neither code in code nor a quote in a quote, but both side by side', () => {
    expect(tidied('abcdef', ['pre', 0, 4], ['code', 1, 3])).toEqual(['abcdef', ['pre', 0, 4]])
    expect(tidied('abcdef', ['code', 0, 3], ['code', 3, 6])).toEqual(['abcdef', ['code', 0, 3], ['code', 3, 6]])
    expect(tidied('abcdef', ['blockquote', 0, 4], ['expandable_blockquote', 2, 4])).toEqual([
      'abcdef',
      ['blockquote', 0, 4],
    ])
  })

  it('keeps in a quote the spaces of the code at its edges, and of no other code', () => {
    expect(tidied('x\n a \ny', ['blockquote', 2, 5], ['code', 2, 5])).toEqual([
      'x\n a \ny',
      ['blockquote', 2, 5],
      ['code', 2, 5],
    ])
    expect(tidied('q  a  b  z', ['code', 0, 2], ['blockquote', 2, 8], ['code', 8, 10])).toEqual([
      'q  a  b  z',
      ['code', 0, 2],
      ['blockquote', 3, 7],
      ['code', 8, 10],
    ])
  })

  it('says nothing twice: bold in bold is gone, bold that reaches further stays', () => {
    expect(tidied('abcdef', ['bold', 0, 4], ['bold', 1, 4], ['italic', 1, 4])).toEqual([
      'abcdef',
      ['bold', 0, 4],
      ['italic', 1, 4],
    ])
    expect(tidied('abcdef', ['bold', 0, 3], ['bold', 2, 5])).toEqual(['abcdef', ['bold', 0, 3], ['bold', 2, 5]])
    expect(tidied('abcdef', ['bold', 0, 5], ['bold', 1, 2], ['bold', 3, 5])).toEqual(['abcdef', ['bold', 0, 5]])
    expect(tidied('a  bcde', ['bold', 1, 5], ['bold', 2, 7])).toEqual(['a  bcde', ['bold', 3, 7]])
    expect(tidied('abcdef', ['bold', 0, 1])).toEqual(['abcdef', ['bold', 0, 1]])
  })

  it('lists its entities by place, the longer before the shorter', () => {
    expect(tidied('abcdef', ['italic', 3, 4], ['bold', 0, 2], ['italic', 0, 6], ['blockquote', 0, 6])).toEqual([
      'abcdef',
      ['blockquote', 0, 6],
      ['italic', 0, 6],
      ['bold', 0, 2],
    ])
    expect(tidied('abcdef', ['code', 4, 6], ['code', 0, 3])).toEqual(['abcdef', ['code', 0, 3], ['code', 4, 6]])
  })
})
