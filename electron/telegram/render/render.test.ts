import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Final } from '../../sessions/api.ts'
import { noFacts } from '../../sessions/testing/fake-claude.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { planFinal } from './final.ts'
import { renderMarkdown } from './markdown.ts'
import { safeUrl } from './safe-url.ts'
import { splitRich } from './split.ts'
import { accepted, document, letters, word } from './testing/documents.ts'

describe('rendering for Telegram, judged by TDLib', () => {
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
      { numRuns: 400 },
    )
  })

  it('loses no letter and changes no order when it is split', () => {
    fc.assert(
      fc.property(document, fc.integer({ min: 40, max: 400 }), (source, limit) => {
        const whole = renderMarkdown(source)
        const parts = splitRich(whole, limit)
        expect(letters(parts.map((part) => part.text).join('\n'))).toBe(letters(whole.text))
      }),
      { numRuns: 500 },
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
      { numRuns: 300 },
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

  it.each([
    ['brackets', '['.repeat(1_000_000)],
    ['stars', '*a '.repeat(333_000)],
    ['quotes', `${'>'.repeat(500_000)} x`],
    ['backticks', '`'.repeat(1_000_000)],
    ['nested lists', Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}- x`).join('\n')],
    ['table', `|${'a|'.repeat(2000)}\n|${'-|'.repeat(2000)}\n`.repeat(40)],
    ['links', '[a](b'.repeat(200_000)],
    ['one long word', 'x'.repeat(1_000_000)],
  ])('renders a hostile megabyte of %s in less than a second', (_what, source) => {
    const start = performance.now()
    splitRich(renderMarkdown(source))
    expect(performance.now() - start).toBeLessThan(1000)
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
    expect(plan.file).toMatchObject({ name: 'answer.md', content: 'word '.repeat(5000) })
    expect(plan.parts).toHaveLength(1)
    expect(plan.parts[0]?.rich.text).toContain('characters in all')
  })

  it('folds tools and adds one line of facts where they are asked for', () => {
    const tools = [{ id: 't', name: 'Bash', summary: 'npm test', startedAt: 0, endedAt: 1, ok: true, output: 'ok' }]
    const plan = planFinal(final({ tools }), null, { toolCalls: 'details', facts: true, notifications: 'all' })
    expect(plan.parts[0]?.rich.text).toBe(
      'The answer.\n\n▸ Bash npm test\nok\n\n0.0 s · 3 tokens · $0.01 · 10 % of context',
    )
    expect(plan.parts[0]?.rich.entities).toContainEqual(expect.objectContaining({ type: 'expandable_blockquote' }))
  })
})
