import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Final } from '../../sessions/api.ts'
import { noFacts } from '../../sessions/testing/fake-claude.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { DUPLICATE } from '../outbox/final-op.ts'
import { planFinal } from './final.ts'
import { renderMarkdown } from './markdown.ts'
import { safeUrl } from './safe-url.ts'
import { splitRich } from './split.ts'
import { accepted, document, kept, letters, word } from './testing/documents.ts'
import { renderTools } from './tools.ts'

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

describe('links', () => {
  it.each([
    ['https://example.com/a?b=c', true],
    ['tg://resolve?domain=x', true],
    ['http://localhost', false],
    ['http://127.0.0.1', false],
    ['javascript:alert(1)', false],
    ['file:///etc/passwd', false],
    ['https://user:pw@example.com', false],
    ['not a url', false],
  ])('%s is taken: %s', (url, taken) => expect(safeUrl(url) !== null).toBe(taken))
})

describe('how a final stands in its chat', () => {
  const final = (over: Partial<Final>): Final => ({
    id: 'f',
    chat: 'telegram:1' as ChatKey,
    prompt: null,
    outcome: { how: 'done' },
    text: 'The answer.',
    tools: [],
    facts: noFacts,
    recovered: false,
    at: 0,
    ...over,
  })
  const quiet = { toolCalls: 'names', facts: false, notifications: 'all' } as const

  it('is the answer alone, exactly as Claude said it', () => {
    expect(planFinal(final({}), null, quiet).parts.map((part) => part.rich.text)).toEqual(['The answer.'])
  })

  it('says plainly that it failed or was stopped, and keeps what was said', () => {
    expect(planFinal(final({ outcome: { how: 'stopped' } }), null, quiet).parts[0]?.rich.text).toBe(
      'The answer.\n\nStopped.',
    )
    const failed = final({ text: '', outcome: { how: 'failed', code: 'api', message: 'Overloaded. Send /retry.' } })
    expect(planFinal(failed, null, quiet).parts[0]?.rich.text).toBe('Failed: Overloaded. Send /retry.')
  })

  it('becomes the message that streamed it, unless the answer must be heard after a long turn', () => {
    expect(planFinal(final({}), 7, quiet).stream).toEqual({ messageId: 7, become: true })
    const long = final({ facts: { ...noFacts, durationMs: 60_000 } })
    expect(planFinal(long, 7, quiet)).toMatchObject({ stream: { become: false }, parts: [{ silent: false }] })
    expect(planFinal(long, 7, { ...quiet, notifications: 'off' })).toMatchObject({
      stream: { become: true },
      parts: [{ silent: true }],
    })
  })

  it('sends a very long answer as a file with its beginning', () => {
    const plan = planFinal(final({ text: 'word '.repeat(5000) }), null, quiet)
    expect(plan.file).toEqual({ name: 'answer.md' })
    expect(plan.parts).toHaveLength(1)
    expect(plan.parts[0]?.rich.text).toMatch(
      /word\n…\n\nThis is its beginning; all 25,000 characters are in answer\.md$/,
    )
  })

  it('says under the beginning of a very long answer what else it holds', () => {
    const chapters = Array.from({ length: 5 }, (_one, n) => `# Chapter ${n}\n\n${'**text** '.repeat(900)}`)
    const [part, ...more] = planFinal(final({ text: chapters.join('\n\n') }), null, quiet).parts
    expect(more).toEqual([])
    expect(part?.rich.text).toMatch(/^Chapter 0\n\ntext text/)
    expect(part?.rich.text).toMatch(
      /text\n…\n\nWhat it holds\n• Chapter 0\n• Chapter 1\n• Chapter 2\n• Chapter 3\n• Chapter 4\n\nThis is/,
    )
    if (part) kept(part.rich, 'the beginning')
  })

  it('renders of an endless answer no more than is shown', () => {
    const plan = planFinal(final({ text: '**word** '.repeat(20_000) }), null, quiet)
    expect(plan.parts).toHaveLength(1)
    expect(plan.parts[0]?.rich.text).toContain('all 180,000 characters are in answer.md')
    expect(plan.parts[0]?.rich.text).not.toContain('*')
  })

  it('leaves room above a full part for the words that it may be a duplicate', () => {
    const [part] = planFinal(final({ text: 'x'.repeat(5000) }), null, quiet).parts
    expect(part && `${DUPLICATE}\n${part.rich.text}`.length).toBeLessThanOrEqual(4096)
  })

  it('says that Claude said nothing where nothing could be seen', () => {
    expect(planFinal(final({ text: '\u200b' }), null, quiet).parts[0]?.rich.text).toBe('Done, without a word.')
  })

  it('shows what tools gave without terminal colours and without half characters', () => {
    const output = `\u001b[31mred\u001b[0m ${'😀'.repeat(600)}`
    const tools = [{ id: 't', name: 'Bash', summary: 'x', startedAt: 0, endedAt: 1, ok: false, output }]
    const text = renderTools(tools).text
    expect(text).toMatch(/^✕ Bash x\nred 😀+\n…$/u)
  })

  it('is taken by Telegram whatever was said and whatever tools said, named or in detail', () => {
    const run = fc.record({
      id: fc.constant('t'),
      name: fc.constantFrom('Bash', 'Read', 'mcp__a__b', '\u202e<b>'),
      summary: fc.string({ unit: 'binary', maxLength: 200 }),
      startedAt: fc.constant(0),
      endedAt: fc.constant(1),
      ok: fc.constantFrom(true, false, null),
      output: fc.string({ unit: 'binary', maxLength: 900 }),
    })
    const parts = fc.record({
      text: document,
      tools: fc.array(run, { maxLength: 12 }),
      toolCalls: fc.constantFrom('off' as const, 'names' as const, 'details' as const),
      facts: fc.boolean(),
      times: fc.constantFrom(1, 40),
    })
    fc.assert(
      fc.property(parts, ({ text, tools, toolCalls, facts, times }) => {
        const said = final({ text: `${text}\n\n`.repeat(times), tools })
        for (const { rich } of planFinal(said, null, { ...quiet, toolCalls, facts }).parts) kept(rich, text)
      }),
      { numRuns: 100 },
    )
  })

  it('folds the names of the tools that were used, how often, and what failed', () => {
    const run = (name: string, ok = true) => ({
      id: name,
      name,
      summary: 'x',
      startedAt: 0,
      endedAt: 1,
      ok,
      output: 'y',
    })
    const tools = [run('Read'), run('Bash'), run('Read'), run('Bash', false), run('mcp__github__create_issue')]
    const [part] = planFinal(final({ tools }), null, quiet).parts
    expect(part?.rich.text).toBe('The answer.\n\n▸ Read ×2 · Bash ×2 (1 failed) · github: create_issue')
    expect(part?.rich.entities).toMatchObject([{ type: 'expandable_blockquote', offset: 13 }])
    expect(planFinal(final({ tools }), null, { ...quiet, toolCalls: 'off' }).parts[0]?.rich.text).toBe('The answer.')
  })

  it('folds tools and adds one line of facts where they are asked for', () => {
    const tools = [{ id: 't', name: 'Bash', summary: 'npm test', startedAt: 0, endedAt: 1, ok: true, output: 'ok' }]
    const plan = planFinal(final({ tools }), null, { toolCalls: 'details', facts: true, notifications: 'all' })
    expect(plan.parts[0]?.rich.text).toBe(
      'The answer.\n\n▸ Bash npm test\nok\n\n0 s · 3 tokens · $0.01 · 90 % of context left',
    )
    expect(plan.parts[0]?.rich.entities).toContainEqual(expect.objectContaining({ type: 'expandable_blockquote' }))
  })
})
