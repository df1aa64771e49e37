import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { ask, call, plan, text } from '../simulator/model/steps.ts'
import { createClaudeRig, exists } from './testing/claude-rig.ts'
import type { ClaudeRig } from './testing/claude-rig.ts'

let rig: ClaudeRig
beforeEach(async () => void (rig = await createClaudeRig()))
afterEach(() => rig.close())

test('a child started with bypass asks no permission, but still asks its questions', async () => {
  // Claude Code refuses bypass to root, unless it is told that it runs in a sandbox.
  const bold = rig.driver({ IS_SANDBOX: '1' })
  rig.model.on('go', [call('Bash', { command: 'touch b.txt' }), ask('Sure?', ['Yes', 'No']), text('done')])
  const line = await rig.open({ mode: 'bypass' }, bold)
  line.give('go')
  const { request } = await line.next('permission requested')
  expect(request.kind).toBe('question')
  expect(await exists(join(rig.directory, 'b.txt'))).toBe(true)
  request.respond({ decision: 'answer', answers: { 'Sure?': 'Yes' } })
  expect((await line.next('turn ended')).text).toBe('done')
  await bold.shutdown(10_000)
})

describe('a permission', () => {
  const touch = (name: string) => call('Bash', { command: `touch ${name}`, description: 'makes a file' })

  test('once allows one call, for the session the next ones too, and deny tells why', async () => {
    rig.model.on('go', [touch('a.txt'), text('made')])
    const line = await rig.open()
    line.give('go')
    const first = await line.next('permission requested')
    expect(first.request).toMatchObject({ kind: 'permission', tool: 'Bash', title: 'Bash: touch a.txt' })
    first.request.respond({ decision: 'deny', reason: 'not here' })
    expect(await line.next('tool ended')).toMatchObject({
      ok: false,
      output: expect.stringContaining('not here') as string,
    })
    expect((await line.next('turn ended')).outcome).toEqual({ how: 'done' })
    expect(await exists(join(rig.directory, 'a.txt'))).toBe(false)

    line.give('go')
    const second = await line.next('permission requested')
    second.request.respond({ decision: 'allow once' })
    expect(await line.next('tool ended')).toMatchObject({ ok: true })
    await line.next('turn ended')
    expect(await exists(join(rig.directory, 'a.txt'))).toBe(true)

    line.give('go')
    const third = await line.next('permission requested')
    expect(third.request.rule).toContain('Bash(touch a.txt)')
    third.request.respond({ decision: 'allow for session' })
    await line.next('turn ended')
    const before = line.events.length
    await line.say('go')
    expect(line.events.slice(before).map((event) => event.type)).not.toContain('permission requested')
  })

  test('that waits is withdrawn when the turn is stopped', async () => {
    rig.model.on('go', [touch('a.txt'), text('made')])
    const line = await rig.open()
    line.give('go')
    const { request } = await line.next('permission requested')
    await line.live.interrupt()
    expect((await line.next('permission withdrawn')).requestId).toBe(request.requestId)
    expect((await line.next('turn ended')).outcome).toEqual({ how: 'stopped' })
  })

  test('questions and plans are answered', async () => {
    rig.model.on('ask', [ask('Which color?', ['Blue', 'Red']), text('thanks')])
    rig.model.on('plan', [plan('# Plan\n1. do it'), text('begun')])
    const line = await rig.open({ mode: 'plan' })
    line.give('ask')
    const question = (await line.next('permission requested')).request
    expect(question).toMatchObject({ kind: 'question', title: 'Which color?' })
    question.respond({ decision: 'answer', answers: { 'Which color?': 'Blue' } })
    expect((await line.next('tool ended')).output).toContain('Blue')
    await line.next('turn ended')
    line.give('plan')
    const proposal = (await line.next('permission requested')).request
    expect(proposal).toMatchObject({ kind: 'plan', detail: expect.stringContaining('do it') as string })
    proposal.respond({ decision: 'allow once' })
    expect((await line.next('turn ended')).text).toBe('begun')
  })

  test.each(['ask', 'acceptEdits'] as const)(
    'of a plan, with the mode %s to go on in, ends plan mode',
    async (mode) => {
      const write = (name: string) => call('Write', { file_path: join(rig.directory, name), content: 'x' })
      rig.model.on('plan', [plan('# Plan'), write('first.txt'), text('begun')])
      rig.model.on('next', [write('second.txt'), text('gone on')])
      const line = await rig.open({ mode: 'plan' })
      line.give('plan')
      const proposal = (await line.next('permission requested')).request
      proposal.respond({ decision: 'allow once' })
      void line.live.setMode(mode)
      const asked = async (): Promise<void> => {
        if (mode === 'ask') (await line.next('permission requested')).request.respond({ decision: 'allow once' })
      }
      await asked()
      expect((await line.next('turn ended')).text).toBe('begun')
      expect(await exists(join(rig.directory, 'first.txt'))).toBe(true)
      line.give('next')
      await asked()
      expect(await line.next('turn ended')).toMatchObject({ text: 'gone on' })
      expect(await exists(join(rig.directory, 'second.txt'))).toBe(true)
    },
  )
})
