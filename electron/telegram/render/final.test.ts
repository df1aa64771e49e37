import { describe, expect, it } from 'vitest'

import type { Final, ToolRun } from '../../sessions/api.ts'
import { noFacts } from '../../sessions/testing/fake-claude.ts'
import type { Prompt } from '../../shared/prompt.ts'
import { DUPLICATE } from '../outbox/final-op.ts'
import { final } from '../outbox/testing/server.ts'
import { planFinal, renderFacts } from './final.ts'
import type { FinalPreferences } from './final.ts'

const quiet: FinalPreferences = { toolCalls: 'names', facts: false, notifications: 'all' }

const plan = (over: Partial<Final>, wants: Partial<FinalPreferences> = {}, into: number | null = null) =>
  planFinal({ ...final('f', 1, 'The answer.'), facts: noFacts, ...over }, into, { ...quiet, ...wants })

/** What stands in the chat, message by message. */
const texts = (...asked: Parameters<typeof plan>) => plan(...asked).parts.map(({ rich }) => rich.text)

const failed = { how: 'failed', code: 'api', message: 'Overloaded. Send /retry.' } as const
const stopped = { how: 'stopped' } as const

describe('how a final stands in its chat', () => {
  it('is the answer alone, exactly as Claude said it', () => {
    expect(texts({})).toEqual(['The answer.'])
    expect(plan({}).file).toBeNull()
  })

  it('says how to ask again where Claude’s process ended', () => {
    const died = { how: 'failed', code: 'child-died', message: 'Claude’s process ended.' } as const
    expect(texts({ text: '', outcome: died })).toEqual(['Failed: Claude’s process ended. Send /retry to ask again.'])
  })

  it('says plainly that it failed or was stopped, and keeps what was said', () => {
    expect(texts({ outcome: stopped })).toEqual(['The answer.\n\nStopped.'])
    expect(texts({ text: '', outcome: failed })).toEqual(['Failed: Overloaded. Send /retry.'])
    const [part] = plan({ text: ' \u200b', outcome: { ...failed, message: '\u001b[31mred\u001b[0m' } }).parts
    expect(part?.rich).toEqual({ text: 'Failed: red', entities: [{ type: 'bold', offset: 0, length: 7 }] })
  })

  it.each([
    [null, 'Done, without a word.'],
    ['hello /compact', 'Done, without a word.'],
    ['/cost', 'Done, without a word.'],
    ['/compact keep the plan', 'Compacted.'],
    ['/clear', 'Cleared: Claude knows nothing of before.'],
  ])('says what was done where Claude said nothing that can be seen, asked %j', (text, words) => {
    const prompt = text === null ? null : ({ text } as Prompt)
    expect(texts({ text: '\u200b', prompt })).toEqual([words])
  })

  it.each([
    ['all', { how: 'done' }, true],
    ['all', failed, true],
    ['all', stopped, false],
    ['needs-you', { how: 'done' }, false],
    ['needs-you', failed, true],
    ['needs-you', stopped, false],
    ['off', { how: 'done' }, false],
    ['off', failed, false],
  ] as const)('is heard where a chat wants to hear %s and it ended %j: %s', (notifications, outcome, heard) => {
    const { parts } = plan({ text: 'word '.repeat(2000), outcome }, { notifications })
    expect(parts.map(({ silent }) => silent)).toEqual([!heard, true, true])
  })

  it.each([
    [9_999, 'all', true],
    [10_000, 'all', false],
    [60_000, 'off', true],
  ] as const)(
    'becomes the message that streamed it, unless it must be heard after a long turn: %i ms, %s',
    (durationMs, notifications, become) => {
      const { stream } = plan({ facts: { ...noFacts, durationMs } }, { notifications }, 7)
      expect(stream).toEqual({ messageId: 7, become })
    },
  )

  it('becomes it also where nobody knows how long the turn took, and needs none', () => {
    expect(plan({ facts: null }, {}, 7).stream).toEqual({ messageId: 7, become: true })
    expect(plan({}).stream).toBeNull()
  })

  it('leaves room above a full part for the words that it may be a duplicate', () => {
    const [part = ''] = texts({ text: 'x'.repeat(5000) })
    expect(part.length).toBeGreaterThan(4000)
    expect(`${DUPLICATE}\n${part}`.length).toBeLessThanOrEqual(4096)
  })
})

describe('a very long answer', () => {
  it('is a file with its beginning above it, from more than four messages on', () => {
    expect(plan({ text: 'x'.repeat(4 * 4096) }).file).toBeNull()
    const { file, parts } = plan({ text: 'word '.repeat(3300) })
    expect(file).toEqual({ name: 'answer.md' })
    expect(parts).toHaveLength(1)
    const { text, entities } = parts[0]?.rich ?? { text: '', entities: [] }
    expect(text).toMatch(/^word .*word\n…\n\nThis is its beginning; all 16,500 characters are in answer\.md$/)
    expect(text.length).toBeGreaterThan(2800)
    expect(entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual([
      ['italic', 'This is its beginning; all 16,500 characters are in'],
      ['code', 'answer.md'],
    ])
  })

  it('says under its beginning what else it holds, where it has several headings', () => {
    const chapters = (many: number, title = 'Chapter') =>
      Array.from({ length: many }, (_one, n) => `# ${title} ${n}\n\n${'text '.repeat(4000 / many)}`).join('\n\n')
    const [several = ''] = texts({ text: chapters(3) })
    expect(several).toMatch(/text\n…\n\nWhat it holds\n• Chapter 0\n• Chapter 1\n• Chapter 2\n\nThis is/)
    expect(texts({ text: chapters(2) })[0]).toContain('What it holds')
    expect(texts({ text: chapters(1) })[0]).not.toContain('What it holds')
    const many = chapters(12, 'Chapter of many words '.repeat(3))
    expect(texts({ text: `${'word '.repeat(1000)}\n\n${many}` })).toHaveLength(1)
  })

  it('leaves room for the signs under it: Telegram takes only so many in a message', () => {
    const [part] = plan({ text: '`a` and what follows '.repeat(1000) }).parts
    expect(part?.rich.entities).toHaveLength(82)
  })

  it('is rendered no further than it is shown where it is endless', () => {
    const { parts, file } = plan({ text: `${'word '.repeat(9)}**word** `.repeat(2000) })
    expect(parts).toHaveLength(1)
    expect(file).toEqual({ name: 'answer.md' })
    expect(parts[0]?.rich.text).toContain('all 108,000 characters are in answer.md')
    expect(parts[0]?.rich.text).toMatch(/^(word ){500}/)
    expect(parts[0]?.rich.text).not.toContain('*')
  })

  it('ends as any other does', () => {
    expect(texts({ text: 'x'.repeat(20_000), outcome: stopped })[0]).toMatch(/in answer\.md\n\nStopped\.$/)
  })
})

describe('what stands under an answer', () => {
  const run = (name: string, ok = true): ToolRun => ({
    id: name,
    name,
    summary: 'npm test',
    startedAt: 0,
    endedAt: 1,
    ok,
    output: 'fine',
  })
  const tools = [run('Read'), run('Bash'), run('Read'), run('Bash', false), run('mcp__github__create_issue')]

  it('is the names of the tools, what they gave, or nothing, as the chat wants it', () => {
    expect(texts({ tools })).toEqual(['The answer.\n\n▸ Read ×2 · Bash ×2 (1 failed) · github: create_issue'])
    expect(texts({ tools }, { toolCalls: 'off' })).toEqual(['The answer.'])
    expect(texts({ tools: [run('Bash')] }, { toolCalls: 'details', facts: true })).toEqual([
      'The answer.\n\n▸ Bash npm test\nfine\n\n0 s · 3 tokens · $0.01 · 90 % of context left',
    ])
  })

  it('is no line of facts where none are known', () => {
    expect(texts({ facts: null }, { facts: true })).toEqual(['The answer.'])
  })

  it.each([
    [{ contextUsed: 59, contextWindow: 200 }, ' · 71 % of context left'],
    [{ contextUsed: 300, contextWindow: 200 }, ' · 0 % of context left'],
    [{ contextUsed: 0, contextWindow: 200 }, ' · 100 % of context left'],
    [{ contextUsed: null, contextWindow: 200 }, ''],
    [{ contextUsed: 59, contextWindow: null }, ''],
  ])('counts every token once, and what is left of the context where that is known: %j', (context, left) => {
    const facts = { ...noFacts, tokens: { input: 100, output: 20, cacheRead: 3, cacheWrite: 400 }, ...context }
    const { text, entities } = renderFacts({ ...facts, durationMs: 12_000, costUsd: 0.02 })
    expect(text).toBe(`12 s · 523 tokens · $0.02${left}`)
    expect(entities).toEqual([{ type: 'italic', offset: 0, length: text.length }])
  })
})
