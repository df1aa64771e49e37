import { describe, expect, it } from 'vitest'

import type { ToolRun } from '../../sessions/api.ts'
import { renderToolNames, renderTools } from './tools.ts'

const run = (name: string, over: Partial<ToolRun> = {}): ToolRun => ({
  id: name,
  name,
  summary: 'npm test',
  startedAt: 0,
  endedAt: 1,
  ok: true,
  output: 'fine',
  ...over,
})

const types = ({ entities }: ReturnType<typeof renderTools>) => entities.map(({ type }) => type)

describe('the tools of a turn in detail', () => {
  it('are one line each with what they gave under it, folded', () => {
    const rich = renderTools([
      run('Bash', { output: '\n fine\n' }),
      run('Read', { ok: null, output: ' \n' }),
      run('Edit', { ok: false }),
    ])
    expect(rich.text).toBe('▸ Bash npm test\nfine\n▸ Read npm test\n✕ Edit npm test\nfine')
    expect(types(rich)).toEqual(['expandable_blockquote', 'bold', 'bold', 'bold'])
    expect(rich.entities[0]).toMatchObject({ offset: 0, length: rich.text.length })
    expect(rich.entities[1]).toMatchObject({ offset: 2, length: 4 })
  })

  it('show what they gave without the colours of terminals and without half characters', () => {
    const output = `\u001b[31mred\u001b[0m ${'😀'.repeat(600)}`
    expect(renderTools([run('\u001b[1mBash', { ok: false, summary: '\u001b[1mx', output })]).text).toMatch(
      /^✕ Bash x\nred 😀+\n…$/u,
    )
  })

  it('show the head of what one gave, and of all together what stands beside an answer', () => {
    const long = 'word '.repeat(1000)
    const one = renderTools([run('Bash', { output: long })]).text
    expect(one.length).toBeGreaterThan(550)
    expect(one.length).toBeLessThan(650)
    const all = renderTools(Array.from({ length: 20 }, () => run('Bash', { output: long }))).text
    expect(all.length).toBeGreaterThan(3000)
    expect(all.length).toBeLessThan(3600)
    expect(all.endsWith('\n…')).toBe(true)
  })
})

describe('the names of the tools of a turn', () => {
  it('stand once each in the order of their first use, with how often and how often in vain, folded', () => {
    const rich = renderToolNames([
      run('Read'),
      run('\u001b[1mBash', { ok: false }),
      run('Read', { ok: null }),
      run('\u001b[1mBash'),
      run('mcp__github__create_issue', { ok: false }),
    ])
    expect(rich.text).toBe('▸ Read ×2 · Bash ×2 (1 failed) · github: create_issue (1 failed)')
    expect(types(rich)).toEqual(['expandable_blockquote'])
  })

  it('tell a person’s no from a failure', () => {
    const rich = renderToolNames([
      run('Bash', { ok: false }),
      run('Bash', { ok: false, output: 'Declined: not before 18:00' }),
    ])
    expect(rich.text).toBe('▸ Bash ×2 (1 failed, 1 denied)')
  })

  it('are nothing where no tool was used, and cut where they are too many', () => {
    expect(renderToolNames([])).toEqual({ text: '', entities: [] })
    const many = renderToolNames(Array.from({ length: 200 }, (_one, n) => run(`Tool${n}`))).text
    expect(many).toMatch(/^▸ Tool0 · Tool1 .*\n…$/)
    expect(many.length).toBeLessThan(650)
  })
})
