import type { MessageEntity } from 'grammy/types'
import { describe, expect, it } from 'vitest'

import { bold, code, concat, foldedQuote, join, plain, pre, quote } from './rich.ts'
import { head, splitRich } from './split.ts'

const texts = (text: string, limit: number): string[] => splitRich(plain(text), limit).map((part) => part.text)
const types = (entities: readonly MessageEntity[]): string[] => entities.map(({ type }) => type)

describe('where a long text is cut', () => {
  it.each([
    ['after a paragraph', 'para one\n\npara two\nline two words', 20, ['para one', 'para two', 'line two words']],
    [
      'after a word where the paragraph ends too early',
      'a\n\nbbbb cccc dddd eeee',
      12,
      ['a\n\nbbbb', 'cccc dddd', 'eeee'],
    ],
    ['after a space that just fits', 'bbbbbbb bbbb', 8, ['bbbbbbb', 'bbbb']],
    ['through a word that fills the part', 'bbbbbbbb bb', 8, ['bbbbbbbb', 'bb']],
    ['after a third of the part, at the earliest', 'aaa bbbbbbbb', 9, ['aaa', 'bbbbbbbb']],
    ['through a word where the space is before that', 'aa bbbbbbbbb', 9, ['aa bbbbbb', 'bbb']],
    ['nowhere in what fits', 'aaaa bbbb', 9, ['aaaa bbbb']],
    ['in a long word at the limit', 'x'.repeat(950), 400, ['x'.repeat(400), 'x'.repeat(400), 'x'.repeat(150)]],
    ['between graphemes', '👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 18, ['👩‍👩‍👧👩‍👩‍👧', '👩‍👩‍👧']],
    ['through a grapheme that alone is too long', '👩‍👩‍👧', 5, ['👩‍👩', '‍👧']],
  ])('%s', (_where, text, limit, parts) => expect(texts(text, limit)).toEqual(parts))

  it('is not inside a style where there is another place', () => {
    const rich = concat('xxxx ', bold('one two'), ' yy')
    expect(splitRich(rich, 11).map(({ text, entities }) => [text, types(entities)])).toEqual([
      ['xxxx', []],
      ['one two yy', ['bold']],
    ])
    expect(splitRich(concat('aaaa ', bold('xx '), 'yyyyyyy'), 10).map(({ text }) => text)).toEqual([
      'aaaa xx',
      'yyyyyyy',
    ])
    expect(splitRich(concat(bold('xxxx '), 'onetwo six'), 9).map(({ text }) => text)).toEqual(['xxxx', 'onetwo', 'six'])
  })

  it('is inside a style that is longer than a part, which goes on', () => {
    expect(splitRich(bold('one two three'), 9)).toEqual([bold('one two'), bold('three')])
  })

  it.each([
    ['a block of code', (text: string) => pre(text, 'ts')],
    ['a quote', quote],
    ['a folded quote', foldedQuote],
  ])('is at a line of %s, not at an empty one, and the block goes on', (_what, block) => {
    expect(splitRich(block('aaaa\n\nbb\ncccc'), 10)).toEqual([block('aaaa\n\nbb'), block('cccc')])
  })

  it('is before the entity that would be one too many', () => {
    const parts = splitRich(
      join(
        Array.from({ length: 96 }, () => code('a')),
        ' ',
      ),
    )
    expect(parts.map(({ entities }) => entities.length)).toEqual([95, 1])
    expect(
      splitRich(
        join(
          Array.from({ length: 95 }, () => code('a')),
          ' ',
        ),
      ),
    ).toHaveLength(1)
  })

  it('is before the address that would be too much', () => {
    const link = (length: number) => ({
      text: 'a',
      entities: [{ type: 'text_link' as const, offset: 0, length: 1, url: 'u'.repeat(length) }],
    })
    expect(splitRich(join([link(2000), link(2000)], ' '))).toHaveLength(1)
    expect(splitRich(join([link(2000), link(2001)], ' ')).map(({ text }) => text)).toEqual(['a', 'a'])
    expect(splitRich(link(4001))).toEqual([link(4001)])
  })

  it('leaves out a part in which nothing can be seen', () => {
    expect(texts(' \n\u2800', 10)).toEqual([])
    expect(texts(`aaaa\n${' '.repeat(12)}\nbbbb`, 8)).toEqual(['aaaa', 'bbbb'])
  })
})

describe('the beginning of a text', () => {
  it('is all of it where it fits, and says where it goes on', () => {
    expect(head(bold('one'), 3)).toEqual(bold('one'))
    expect(head(concat(bold('one'), ' two'), 5)).toEqual(concat(bold('one'), '\n…'))
    expect(head(plain(''), 5)).toEqual(plain(''))
  })
})
