import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Final } from '../../sessions/api.ts'
import { noFacts } from '../../sessions/testing/fake-claude.ts'
import { final } from '../outbox/testing/server.ts'
import { planFinal } from './final.ts'
import type { FinalPreferences } from './final.ts'
import { renderMarkdown } from './markdown.ts'
import { splitRich } from './split.ts'
import { accepted, document, kept, letters, word } from './testing/documents.ts'

describe('rendering for Telegram, judged by TDLib', { timeout: 30_000 }, () => {
  it.each([
    ['**bold** and *italic* and ~~gone~~ and `code`', 'bold and italic and gone and code'],
    ['# Title\n\ntext', 'Title\n\ntext'],
    ['- a\n- b\n  - c', '• a\n• b\n  • c'],
    ['3. three\n4. four', '3. three\n4. four'],
    ['- [ ] open\n- [x] done', '☐ open\n☑ done'],
    ['```ts\nconst a = 1\n```', 'const a = 1'],
    ['[docs](https://example.com)', 'docs'],
    ['[here](http://localhost:3000)', 'here (http://localhost:3000)'],
    ['<b>not html</b> &lt; 5', '<b>not html</b> < 5'],
    ['a\n\n---\n\nb', 'a\n\n———\n\nb'],
    ['| a | b |\n|---|---|\n| 1 | 22 |', 'a  b\n─  ──\n1  22'],
  ])('%j reads as %j', (source, text) => {
    expect(renderMarkdown(source).text).toBe(text)
    accepted(source)
  })

  it('shows a table that is too wide for a phone as cards', () => {
    const source =
      '| Name | What it does |\n|---|---|\n| switch | connects one line to another, for as long as they speak |'
    expect(renderMarkdown(source).text).toBe(
      'Name: switch\nWhat it does: connects one line to another, for as long as they speak',
    )
  })

  it('is never refused and never read otherwise than it was meant', () => {
    fc.assert(
      fc.property(document, fc.constantFrom(64, 200, 4096), (source, limit) => accepted(source, limit)),
      { numRuns: 100 },
    )
  })

  it('loses no letter and changes no order when it is split', () => {
    fc.assert(
      fc.property(document, fc.integer({ min: 40, max: 400 }), (source, limit) => {
        const whole = renderMarkdown(source)
        const parts = splitRich(whole, limit)
        expect(letters(parts.map((part) => part.text).join('\n'))).toBe(letters(whole.text))
      }),
      { numRuns: 100 },
    )
  })

  it('shows the words of the source in their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
        (paragraphs) => {
          const source = paragraphs
            .map(
              (words, i) =>
                `${['', '# ', '> ', '- '][i % 4]}${words.map((w, j) => (j % 3 === 1 ? `**${w}**` : w)).join(' ')}`,
            )
            .join('\n\n')
          expect(letters(renderMarkdown(source).text)).toBe(paragraphs.flat().join(''))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('goes on with the same kind of block where a block is longer than a message', () => {
    const code = Array.from({ length: 300 }, (_, i) => `const value${i} = ${i}`).join('\n')
    const parts = splitRich(renderMarkdown(`intro\n\n\`\`\`ts\n${code}\n\`\`\``))
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts)
      expect(part.entities).toContainEqual(expect.objectContaining({ type: 'pre', language: 'ts' }))
    expect(parts.map((part) => part.text).join('\n')).toContain('const value299')
  })

  it('never cuts a grapheme', () => {
    const parts = splitRich(renderMarkdown('👩‍👩‍👧'.repeat(100)), 50)
    for (const part of parts) expect(part.text).toMatch(/^(👩‍👩‍👧)+$/u)
  })

  it.each([3, 9, 10, 12, 40])('loses no word of lists and quotes nested %i deep', (depth) => {
    const words = Array.from({ length: depth }, (_, i) => `w${i}`)
    const list = words.map((word, i) => `${'  '.repeat(i)}- ${word}`).join('\n')
    expect(renderMarkdown(list).text.match(/w\d+/g)).toEqual(words)
    const quotes = words.map((word, i) => `${'>'.repeat(i + 1)} ${word}\n`).join('\n')
    expect(renderMarkdown(quotes).text.match(/w\d+/g)).toEqual(words)
    accepted(list)
    accepted(quotes)
  })

  it('keeps a link over code and in a table, whose letters of fixed width could carry none', () => {
    const url = 'https://example.com/'
    const inCode = renderMarkdown(`see [\`a.ts\`](${url})`)
    expect(inCode.entities).toEqual([{ type: 'text_link', offset: 4, length: 4, url }])
    const inTable = renderMarkdown(`| a | b |\n|---|---|\n| [c](${url}) | **d** |`)
    expect(inTable.text).toBe('a: c\nb: d')
    expect(inTable.entities).toContainEqual({ type: 'text_link', offset: 3, length: 1, url })
  })

  it('begins a new message where Telegram would ignore what comes after the hundredth entity, or refuse the addresses', () => {
    const codes = Array.from({ length: 250 }, (_, i) => `\`c${i}\``).join(' ')
    const parts = splitRich(renderMarkdown(codes))
    expect(parts.map(({ entities }) => entities.length)).toEqual([95, 95, 60])
    const links = Array.from({ length: 20 }, (_, i) => `[l${i}](https://example.com/${'x'.repeat(900)})`).join(' ')
    const addresses = splitRich(renderMarkdown(links)).map(({ entities }) => entities.length)
    expect(addresses).toEqual([4, 4, 4, 4, 4])
  })

  it('says nothing that Telegram calls empty', () => {
    expect(splitRich(renderMarkdown('\u200b\u2800 \n'))).toEqual([])
    expect(renderMarkdown('[a]: https://example.com').text).toBe('[a]: https://example.com')
  })

  const filled = (piece: string): string => piece.repeat(Math.floor(79_000 / piece.length))

  it.each([
    ['a megabyte of brackets', '['.repeat(1_000_000)],
    ['a megabyte of backticks', '`'.repeat(1_000_000)],
    ['a megabyte in one word', 'x'.repeat(1_000_000)],
    ['brackets', filled('[')],
    ['stars', filled('*a ')],
    ['emphasis that nests', `${'*a _b '.repeat(8000)}${'_ *'.repeat(8000)}`],
    ['bold and code', filled('**a** `b` ')],
    ['quotes', `${filled('>')} x`],
    ['quoted code', filled('> `a`\n\n')],
    ['lines of one quote', `> a\n${filled('b\n')}`],
    ['backticks', Array.from({ length: 390 }, (_, i) => '`'.repeat(i)).join(' ')],
    ['nested lists', Array.from({ length: 390 }, (_, i) => `${' '.repeat(i)}- x`).join('\n')],
    ['items', filled('1. x\n')],
    ['a broad table', `|${'a|'.repeat(2000)}\n|${'-|'.repeat(2000)}\n`.repeat(9)],
    ['a long table', `|a|b|\n|-|-|\n${'|x|y|\n'.repeat(13_000)}`],
    ['links', filled('[a](b')],
    ['images', filled('![a')],
    ['references', filled('[a]: http://b.cc\n[a] ')],
  ])('reads %s in less than a second of computing', (_what, source) => {
    const before = process.cpuUsage()
    splitRich(renderMarkdown(source))
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000)
  })
})

describe('a final, judged by TDLib', () => {
  const parts = (over: Partial<Final>, wants: Partial<FinalPreferences> = {}) =>
    planFinal({ ...final('f', 1, ''), facts: noFacts, ...over }, null, {
      toolCalls: 'names',
      facts: false,
      notifications: 'all',
      ...wants,
    }).parts

  it('is taken where it is the beginning of a very long answer', () => {
    const chapters = Array.from({ length: 5 }, (_one, n) => `# Chapter ${n}\n\n${'**text** '.repeat(900)}`)
    const [part, ...more] = parts({ text: chapters.join('\n\n') })
    expect(more).toEqual([])
    expect(part?.rich.text).toMatch(/text\n…\n\nWhat it holds\n• Chapter 0\n• Chapter 1\n/)
    if (part) kept(part.rich, 'the beginning')
  })

  it('is taken whatever was said and whatever tools said, named or in detail', () => {
    const run = fc.record({
      id: fc.constant('t'),
      name: fc.constantFrom('Bash', 'Read', 'mcp__a__b', '\u202e<b>'),
      summary: fc.string({ unit: 'binary', maxLength: 200 }),
      startedAt: fc.constant(0),
      endedAt: fc.constant(1),
      ok: fc.constantFrom(true, false, null),
      output: fc.string({ unit: 'binary', maxLength: 900 }),
    })
    const turn = fc.record({
      text: document,
      tools: fc.array(run, { maxLength: 12 }),
      toolCalls: fc.constantFrom('off' as const, 'names' as const, 'details' as const),
      facts: fc.boolean(),
      times: fc.constantFrom(1, 40),
    })
    fc.assert(
      fc.property(turn, ({ text, tools, toolCalls, facts, times }) => {
        const said = parts({ text: `${text}\n\n`.repeat(times), tools }, { toolCalls, facts })
        for (const { rich } of said) kept(rich, text)
      }),
      { numRuns: 100 },
    )
  })
})
