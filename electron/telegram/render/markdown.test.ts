import { describe, expect, it } from 'vitest'

import { renderMarkdown } from './markdown.ts'

/** The text, and what each entity covers of it. */
const shown = (source: string) => {
  const { text, entities } = renderMarkdown(source)
  return [text, ...entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])]
}
const text = (source: string): string => renderMarkdown(source).text
const url = 'https://x.org/'

describe('Markdown within a line', () => {
  it('is text with entities', () => {
    expect(shown('a **bold** *italic* ~~gone~~ `code`\nb')).toEqual([
      'a bold italic gone code\nb',
      ['bold', 'bold'],
      ['italic', 'italic'],
      ['strikethrough', 'gone'],
      ['code', 'code'],
    ])
  })

  it('takes a link with the styles in it, but not its code: to get there is worth more', () => {
    expect(shown(`\`a\` [**b** \`c\` d](${url}) e`)).toEqual([
      'a b c d e',
      ['code', 'a'],
      ['text_link', 'b c d'],
      ['bold', 'b'],
    ])
    expect(renderMarkdown(`see [this](${url})`).entities).toEqual([{ type: 'text_link', offset: 4, length: 4, url }])
  })

  it('shows a target that Telegram does not take, unless it is the text already', () => {
    expect(shown('see [`this`](./a.ts) and [./b.ts](./b.ts)')).toEqual([
      'see this (./a.ts) and ./b.ts',
      ['code', 'this'],
    ])
  })
})

describe('what is no Markdown', () => {
  it.each([
    ['a <b>b</b> &lt; c', 'a <b>b</b> < c'],
    ['www.x.org -- "so" (c) ...', 'www.x.org -- "so" (c) ...'],
    ['<https://x.org/%41?q=ü>', 'https://x.org/%41?q=ü'],
  ])('stays as it was written: %j', (source, words) => expect(text(source)).toBe(words))

  it.each([3, 9, 10, 12, 40])('loses no word where blocks are nested %i deep', (depth) => {
    const words = Array.from({ length: depth }, (_one, n) => `w${n}`)
    for (const lines of [
      words.map((word, n) => `${'  '.repeat(n)}- ${word}`),
      words.map((word, n) => `${'>'.repeat(n + 1)} ${word}\n`),
    ])
      expect(text(lines.join('\n')).match(/w\d+/g)).toEqual(words)
  })

  it('is what is nested too deep: a paragraph of that place, after which all goes on', () => {
    const list = Array.from({ length: 12 }, (_one, n) => `${'  '.repeat(n)}- w${n}`)
    const [shallow, deep] = [list.slice(0, 10), list.slice(10)]
    const indent = '  '.repeat(10)
    expect(text([...shallow, ...deep, '', `${indent}more`, '- next', '', 'end'].join('\n')).split('\n')).toEqual([
      ...shallow.map((line) => line.replace('-', '•')),
      `${indent}- w10`,
      `${indent}- w11`,
      indent,
      `${indent}more`,
      '• next',
      '',
      'end',
    ])
  })
})

describe('blocks of Markdown', () => {
  it('stand apart, headings bold and quotes with their paragraphs', () => {
    expect(shown('# A *title*\n\ntext\n\n---\n\n> one\n>\n> two')).toEqual([
      'A title\n\ntext\n\n———\n\none\n\ntwo',
      ['bold', 'A title'],
      ['italic', 'title'],
      ['blockquote', 'one\n\ntwo'],
    ])
  })

  it.each([
    ['```ts\na\n\nb\n\n```', 'ts'],
    ['```  c++  some title\na\n\nb\n\n```', 'c++'],
    ['```{.python}\na\n\nb\n\n```', undefined],
    [`\`\`\`${'x'.repeat(40)}\na\n\nb\n\n\`\`\``, 'x'.repeat(30)],
    ['```\na\n\nb\n\n```', undefined],
    ['    a\n\n    b', undefined],
  ])('hold code as it is, with its language where it has one: %j', (source, language) => {
    const entity = { type: 'pre', offset: 0, length: 4, ...(language && { language }) }
    expect(renderMarkdown(source)).toEqual({ text: 'a\n\nb', entities: [entity] })
  })

  it('are lists with bullets, numbers and boxes, and further lines moved in', () => {
    expect(text('- a\n- b\n  - c\n    d')).toBe('• a\n• b\n  • c\n    d')
    expect(text('3. three\n4. four\n   - five')).toBe('3. three\n4. four\n  • five')
    expect(text('- [ ] open\n- [x] done\n- see [x] y')).toBe('☐ open\n☑ done\n• see [x] y')
  })

  it('keep in a list the entities over what they were over', () => {
    expect(shown('- one *1*\n  **two**\n  `three` **four\n  five** six\n\n  ~~seven~~')).toEqual([
      '• one 1\n  two\n  three four\n  five six\n  seven',
      ['italic', '1'],
      ['bold', 'two'],
      ['code', 'three'],
      ['bold', 'four\n  five'],
      ['strikethrough', 'seven'],
    ])
    expect(shown('- [x] do **it** now\n- [`x`] *not* that')).toEqual([
      '☑ do it now\n☑ not that',
      ['bold', 'it'],
      ['italic', 'not'],
    ])
  })

  it('keep the spaces of code in a list, and move in what stands around it', () => {
    expect(shown('- a\n  b\n  ```sh\n  one\n    two\n  ```\n  c\n\n  d')).toEqual([
      '• a\n  b\none\n  two\n  c\n  d',
      ['pre', 'one\n  two'],
    ])
  })
})

describe('a table', () => {
  it('has its columns one under the other where they fit', () => {
    expect(shown('| a | bb | |\n|---|---|---|\n| long | x | y |\n| | *z* | |')).toEqual([
      'a     bb\n────  ──  ─\nlong  x   y\n      z',
      ['pre', 'a     bb\n────  ──  ─\nlong  x   y\n      z'],
    ])
    expect(text('| | b |\n|---|---|\n| xx | |')).toBe('    b\n──  ─\nxx')
  })

  it('is a card for each row where it is broader than a phone', () => {
    const cell = (length: number): string => 'x'.repeat(length)
    const of = (left: number, right: number) =>
      shown(`| a | |\n|---|---|\n| ${cell(left)} | ${cell(right)} |\n| b | c |`)
    expect(of(17, 17)[1]).toMatchObject(['pre', expect.any(String)])
    const three = (last: number) => shown(`| a | b | c |\n|---|---|---|\n| ${cell(10)} | ${cell(10)} | ${cell(last)} |`)
    expect(three(12)[1]).toMatchObject(['pre', expect.any(String)])
    expect(three(13)[1]).toEqual(['bold', 'a'])
    expect(of(18, 17)).toEqual([`a: ${cell(18)}\n${cell(17)}\n\na: b\nc`, ['bold', 'a'], ['bold', 'a']])
  })

  it('is cards also where one cell has a link, which fixed width would lose, but not where one has a style', () => {
    expect(shown(`| a | b |\n|---|---|\n| c | [d](${url}) |\n| e | f |`)).toEqual([
      'a: c\nb: d\n\na: e\nb: f',
      ['bold', 'a'],
      ['bold', 'b'],
      ['text_link', 'd'],
      ['bold', 'a'],
      ['bold', 'b'],
    ])
    expect(shown('| **a** | b |\n|---|---|\n| c | d |')[1]).toMatchObject(['pre', expect.any(String)])
  })
})
