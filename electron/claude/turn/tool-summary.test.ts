import { expect, test } from 'vitest'

import { toolOutput } from './tool-output.ts'
import { shortPath, toolSummary } from './tool-summary.ts'

test('a path is said as people of the directory say it', () => {
  expect(shortPath('/p/src/x.ts', '/p')).toBe('src/x.ts')
  expect(shortPath('/p', '/p')).toBe('.')
  expect(shortPath('/private/x', '/p')).toBe('/private/x')
  expect(shortPath('../x', '/p')).toBe('../x')
})

test('a tool call is one line: what says most of it, cut where it is long', () => {
  const say = (tool: string, input: Record<string, unknown>): string => toolSummary(tool, input, '/p')
  expect(say('Read', { limit: 5, file_path: '/p/a.ts' })).toBe('a.ts')
  expect(say('Task', { prompt: 'a long text', description: 'Find the bug', command: 'x' })).toBe('Find the bug')
  expect(say('mcp__x', { n: 1, note: ' first\n text ' })).toBe('first text')
  expect(say('mcp__x', { n: 1, empty: '' })).toBe('')
  expect(say('Bash', { command: 'x'.repeat(300) })).toBe(`${'x'.repeat(159)}…`)
})

test('what asks a person is said by what it asks: the questions, the title of the plan', () => {
  const questions = [{ question: 'Which databases?' }, { question: 'When?' }]
  expect(toolSummary('AskUserQuestion', { questions }, '/p')).toBe('Which databases? · When?')
  expect(toolSummary('AskUserQuestion', {}, '/p')).toBe('')
  expect(toolSummary('ExitPlanMode', { plan: '\n# Move sessions\n\n## Steps\n1. go' }, '/p')).toBe('Move sessions')
  expect(toolSummary('ExitPlanMode', {}, '/p')).toBe('')
})

test('a tool’s output is one text, whatever it is made of, and says what was left out', () => {
  const blocks = [{ type: 'text', text: 'one' }, { type: 'image' }, 7]
  expect(toolOutput(blocks)).toBe('one\n[image]\n[data]')
  expect(toolOutput(undefined)).toBe('')
  expect(toolOutput('x'.repeat(102_401))).toMatch(/x\n… 1 more characters left out$/)
})
