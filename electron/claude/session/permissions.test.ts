import { expect, test } from 'vitest'

import type { PermissionRequest, TurnEvent } from '../../shared/turn-events.ts'
import { diffLines, fenced } from './markdown.ts'
import { createPermissions } from './permissions.ts'
import { requestDetail } from './request-text.ts'
import { sessionRule } from './session-rule.ts'

const touch = { command: 'touch x.txt', description: 'make x' }
const rules = (ruleContent: string) => ({
  type: 'addRules' as const,
  rules: [{ toolName: 'Bash', ruleContent }],
  behavior: 'allow' as const,
  destination: 'localSettings' as const,
})
const mode = { type: 'setMode' as const, mode: 'acceptEdits' as const, destination: 'session' as const }

function ask(tool: string, input: Record<string, unknown>, more: object = {}) {
  const events: TurnEvent[] = []
  const abort = new AbortController()
  const permissions = createPermissions('/p', (event) => void events.push(event))
  const options = {
    signal: abort.signal,
    toolUseID: 't',
    requestId: 'r1',
    suggestions: [rules('touch:*'), mode],
    ...more,
  }
  const answered = permissions.canUseTool(tool, input, options)
  const [event] = events
  if (event?.type !== 'permission requested') throw new Error('no request')
  const request: PermissionRequest = event.request
  return { events, abort, permissions, answered, request }
}

test('a request says all that a person needs', () => {
  expect(ask('Bash', touch).request).toMatchObject({
    requestId: 'r1',
    kind: 'permission',
    title: 'Bash: touch x.txt',
    detail: 'make x\n\n```bash\ntouch x.txt\n```',
    rule: 'Bash(touch:*)',
    questions: [],
  })
})

test('a rule spells out what cannot be seen of it', () => {
  const { request } = ask('Bash', touch, { suggestions: [rules('touch \u202e:*')] })
  expect(request.rule).toBe('Bash(touch ⟨U+202E⟩:*)')
})

test('allow once allows this one and changes no rule', async () => {
  const { request, answered } = ask('Bash', touch)
  request.respond({ decision: 'allow once' })
  expect(await answered).toEqual({ behavior: 'allow', updatedInput: touch })
})

test('allow for session adds what was shown, to the session and to nothing else', async () => {
  const { request, answered } = ask('Bash', touch)
  request.respond({ decision: 'allow for session' })
  expect(await answered).toEqual({
    behavior: 'allow',
    updatedInput: touch,
    updatedPermissions: [{ ...rules('touch:*'), destination: 'session' }],
  })
})

test('deny hands the reason to Claude', async () => {
  const { request, answered } = ask('Bash', touch)
  request.respond({ decision: 'deny', reason: 'use npm' })
  expect(await answered).toEqual({ behavior: 'deny', message: 'Declined: use npm' })
})

test('a second answer is ignored', async () => {
  const { request, answered } = ask('Bash', touch)
  request.respond({ decision: 'deny' })
  request.respond({ decision: 'allow once' })
  expect(await answered).toMatchObject({ behavior: 'deny' })
})

test('questions are answered by their text', async () => {
  const input = { questions: [{ question: 'Which?', header: 'Color', options: [{ label: 'Blue', description: 'b' }] }] }
  const { request, answered } = ask('AskUserQuestion', input)
  expect(request).toMatchObject({ kind: 'question', title: 'Which?', rule: null })
  expect(request.detail).toBe('**Color**\nWhich?\n- **Blue**: b')
  expect(request.questions[0]?.options[0]?.label).toBe('Blue')
  request.respond({ decision: 'answer', answers: { 'Which?': 'Blue' } })
  expect(await answered).toEqual({ behavior: 'allow', updatedInput: { ...input, answers: { 'Which?': 'Blue' } } })
})

test('a plan is shown whole and offers no rule', () => {
  expect(ask('ExitPlanMode', { plan: '# Plan\n1. do' }).request).toMatchObject({
    kind: 'plan',
    detail: '# Plan\n1. do',
    rule: null,
  })
})

test('what Claude takes back is withdrawn once, and an answer after it does nothing', async () => {
  const { abort, answered, events, request, permissions } = ask('Bash', touch)
  abort.abort()
  request.respond({ decision: 'allow once' })
  permissions.withdrawAll()
  expect(await answered).toMatchObject({ behavior: 'deny' })
  expect(events.slice(1)).toEqual([{ type: 'permission withdrawn', requestId: 'r1' }])
})

test('an answered request is not withdrawn when its turn is stopped later', () => {
  const { abort, events, request } = ask('Bash', touch)
  request.respond({ decision: 'allow once' })
  abort.abort()
  expect(events).toHaveLength(1)
})

test('a mode is changed only where no rule is suggested, and never to let everything pass', () => {
  expect(sessionRule([rules('x'), mode])?.text).toBe('Bash(x)')
  expect(sessionRule([mode])?.text).toBe('mode acceptEdits')
  expect(sessionRule([{ ...mode, mode: 'bypassPermissions' }])).toBeNull()
  expect(sessionRule([{ ...rules('x'), behavior: 'deny' }])).toBeNull()
  expect(sessionRule(undefined)).toBeNull()
  expect(ask('Bash', touch, { suppressAlwaysAllowRule: true }).request.rule).toBeNull()
})

test('an edit is shown as a diff', () => {
  const input = {
    file_path: '/p/src/a.ts',
    old_string: 'one\ntwo\nthree',
    new_string: 'one\n2\nthree',
    replace_all: true,
  }
  expect(requestDetail('Edit', input, '/p')).toBe(
    '`src/a.ts` (every occurrence)\n\n```diff\n one\n-two\n+2\n three\n```',
  )
  expect(requestDetail('Write', { file_path: '/q', content: 'a\nb\n' }, '/p')).toBe('`/q`\n\n```diff\n+a\n+b\n```')
})

test('equal ends of a change are shown as three lines of context', () => {
  expect(diffLines('1\n2\n3\n4\nx\n5\n6\n7\n8', '1\n2\n3\n4\ny\n5\n6\n7\n8')).toBe(' 2\n 3\n 4\n-x\n+y\n 5\n 6\n 7')
  expect(diffLines('a\na', 'a')).toBe(' a\n-a')
})

test('a fence is longer than those inside', () => {
  expect(fenced('```js\n```')).toBe('````\n```js\n```\n````')
})
