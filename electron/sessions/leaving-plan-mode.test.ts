import { describe, expect, it } from 'vitest'

import type { ApprovalAnswer } from '../shared/approval.ts'
import type { PermissionMode } from '../shared/settings.ts'
import { modeAfterPlan } from './leaving-plan-mode.ts'
import { begun, FakeDisk, harness, settle } from './testing/harness.ts'

const by = { surface: 'dashboard' as const }

/** A chat in plan mode whose Claude has a plan, and the answer that it got. */
async function planned(answer: ApprovalAnswer, mode: PermissionMode = 'ask') {
  const disk = new FakeDisk()
  const run = await begun({ disk, settings: (settings) => void (settings.claude.mode = mode) })
  await run.sessions.setPreferences(run.key, { mode: 'plan' }, by)
  await run.say(run.key, 'plan it')
  run.claude.last.begin()
  const heard: ApprovalAnswer[] = []
  run.claude.last.say({
    type: 'permission requested',
    request: {
      requestId: 'r1',
      kind: 'plan',
      tool: 'ExitPlanMode',
      input: {},
      title: 'Claude has a plan',
      detail: '# Plan',
      rule: null,
      questions: [],
      respond: (given) => void heard.push(given),
    },
  })
  const [approval] = run.sessions.approvals(run.key)
  expect(await run.sessions.answerApproval(approval?.id ?? '', answer, by)).toMatchObject({ ok: true })
  return { ...run, disk, heard }
}

describe('a plan that is allowed', () => {
  it('ends plan mode of the chat, on every surface and in the child, which stays warm', async () => {
    const { sessions, claude, key, say, heard } = await planned({ decision: 'allow once' })
    expect(heard).toEqual([{ decision: 'allow once' }])
    expect(sessions.view(key)?.mode).toBe('ask')
    expect(claude.last.modes).toEqual(['ask'])
    claude.last.end({ how: 'done' })
    await settle()
    const children = claude.opened.length
    await say(key, 'go on')
    expect(claude.opened).toHaveLength(children)
  })

  it('is not asked for again after a restart, in the middle of the work', async () => {
    const { sessions, claude, disk, key } = await planned({ decision: 'allow once' })
    claude.last.end({ how: 'done' })
    await settle()
    await sessions.shutdown(1000)
    const next = harness({ disk })
    await next.sessions.start()
    await next.say(key, 'go on')
    expect(next.claude.last.options.mode).toBe('ask')
  })

  it('goes on as the settings say, but never in bypass by itself', async () => {
    expect((await planned({ decision: 'allow once' }, 'acceptEdits')).claude.last.modes).toEqual(['acceptEdits'])
    expect((['plan', 'ask', 'bypass'] as const).map(modeAfterPlan)).toEqual(['ask', 'ask', 'ask'])
  })
})

describe('a plan that is denied', () => {
  it('leaves the chat in plan mode', async () => {
    const { sessions, claude, key } = await planned({ decision: 'deny', reason: 'smaller' })
    expect(sessions.view(key)?.mode).toBe('plan')
    expect(claude.last.modes).toEqual([])
  })
})
