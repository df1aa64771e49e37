import { describe, expect, test } from 'vitest'

import { requestDetail, requestQuestions, requestTitle } from './request-text.ts'

const detail = (tool: string, input: Record<string, unknown>): string => requestDetail(tool, input, '/p')

describe('what a person reads of a request', () => {
  test('is the command in its own language, with what Claude says it is for', () => {
    expect(detail('Bash', { command: 'rm -rf build', description: 'Cleans' })).toBe(
      'Cleans\n\n```bash\nrm -rf build\n```',
    )
    expect(detail('PowerShell', { command: 'ls' })).toBe('```powershell\nls\n```')
  })

  test('is the change that an edit makes, and whether it makes it everywhere', () => {
    const change = { old_string: 'one', new_string: 'two' }
    const once = detail('Edit', { file_path: '/p/src/a.ts', ...change })
    expect(once).toBe('`src/a.ts`\n\n```diff\n-one\n+two\n```')
    expect(detail('Edit', { file_path: '/etc/hosts', ...change, replace_all: true })).toContain(
      '`/etc/hosts` (every occurrence)',
    )
    const both = detail('MultiEdit', { file_path: '/p/a', edits: [change, { old_string: 'x', new_string: '' }, 7] })
    expect(both).toContain('-one\n+two')
    expect(both).toContain('-x')
    expect(detail('Write', { file_path: '/p/new.txt', content: 'a\nb' })).toBe('`new.txt`\n\n```diff\n+a\n+b\n```')
  })

  test('is all of the input of a tool that is not known', () => {
    expect(detail('mcp__mail__send', { to: 'ann', body: '```' })).toContain('"to": "ann"')
    expect(requestTitle('mcp__mail__send', {}, '/p')).toBe('mcp__mail__send')
    expect(requestTitle('Bash', { command: 'npm  test\n' }, '/p')).toBe('Bash: npm test')
  })

  test('spells out what would reverse, hide or overprint a part of it', () => {
    const command = 'ls \u202e#\u2066 fr- mr\u200b\u{e0041} \u001b[2K\rrm'
    const seen = 'ls ⟨U+202E⟩#⟨U+2066⟩ fr- mr⟨U+200B⟩⟨U+E0041⟩ ⟨U+001B⟩[2K⟨U+000D⟩rm'
    expect(detail('Bash', { command })).toContain(seen)
    expect(detail('mcp__x__y', { '\u202e': 'a' })).toContain('⟨U+202E⟩')
    expect(requestTitle('Bash', { command: 'ls \u202ex' }, '/p')).toBe('Bash: ls ⟨U+202E⟩x')
    const family = '👩‍👧 ok\r\nnext\tline'
    expect(detail('Bash', { command: family })).toContain(family)
  })

  test('is never Claude’s words about it in place of the command', () => {
    const description = `Lists files\n\n\`\`\`bash\nls\n\`\`\`\n\n${'\n'.repeat(500)}**Allowed** ${'x'.repeat(5000)}`
    const [about = '', command, ...more] = detail('Bash', { command: 'rm -rf ~', description }).split('\n\n')
    expect([command, more]).toEqual(['```bash\nrm -rf ~\n```', []])
    expect(about).toMatch(/^Lists files \\`\\`\\`bash ls .*\\\*\\\*Allowed/)
    expect(about.length).toBeLessThan(300)
  })

  test('names a file whose name is markup as it is', () => {
    const text = detail('Write', { file_path: '/p/a`\n**safe**`.ts', content: 'x' })
    expect(text.split('\n')[0]).toBe('`` a` **safe**`.ts ``')
  })

  test('says how much of it is not shown', () => {
    const long = detail('Bash', { command: 'x'.repeat(100_500) })
    expect(long.length).toBeLessThan(100_100)
    expect(long).toMatch(/… \d+ more characters are not shown\.$/)
  })

  test('is the plan, or what came in its place', () => {
    expect(detail('ExitPlanMode', { plan: '# Plan' })).toBe('# Plan')
    expect(detail('ExitPlanMode', { steps: 1 })).toContain('"steps": 1')
    expect(requestTitle('ExitPlanMode', {}, '/p')).toBe('Claude has a plan')
  })

  test('is each question with its choices; one of an unknown shape is left out', () => {
    const questions = [
      {
        question: 'Which color?',
        header: 'Color',
        multiSelect: true,
        options: [{ label: 'Blue', description: 'calm' }, { label: 'Red' }],
      },
      { question: 'Sure?', options: [{ label: 'Yes' }] },
      { header: 'no question in it' },
      'nonsense',
    ]
    const text = detail('AskUserQuestion', { questions })
    expect(text).toContain('**Color**\nWhich color? (several may be chosen)\n- **Blue**: calm\n- **Red**')
    expect(text).toContain('Sure?\n- **Yes**')
    expect(requestQuestions({ questions })).toHaveLength(2)
    expect(requestTitle('AskUserQuestion', { questions }, '/p')).toBe('Which color?')
    expect(requestTitle('AskUserQuestion', { questions: 'none' }, '/p')).toBe('Claude asks a question')
    expect(detail('AskUserQuestion', {})).toBe('')
  })
})
