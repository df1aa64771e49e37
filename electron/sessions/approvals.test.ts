import { describe, expect, it } from 'vitest'

import type { ApprovalAnswer } from '../shared/approval.ts'
import type { ChatKey } from '../shared/ids.ts'
import type { PermissionRequest } from '../shared/turn-events.ts'
import { outcomeText } from './approvals.ts'
import { begun, settle } from './testing/harness.ts'

const by = { surface: 'dashboard' as const }
const HOUR = 3_600_000

/** A turn in which Claude asks something, and what it hears of it. */
async function asked(more: Partial<PermissionRequest> = {}, expireAfterMs: number | null = null) {
  const rig = await begun({ settings: (settings) => void (settings.approvals.expireAfterMs = expireAfterMs) })
  await rig.say(rig.key, 'go')
  rig.claude.last.begin()
  const heard: ApprovalAnswer[] = []
  const ask = (requestId: string, over: Partial<PermissionRequest> = {}): string => {
    const request: PermissionRequest = {
      requestId,
      kind: 'permission',
      tool: 'Bash',
      input: {},
      title: 'Bash: ls',
      detail: 'ls',
      rule: null,
      questions: [],
      respond: (answer) => void heard.push(answer),
      ...over,
    }
    rig.claude.last.say({ type: 'permission requested', request })
    return rig.sessions.approvals(rig.key).at(-1)?.id ?? ''
  }
  const outcomes = () => rig.events.flatMap((event) => (event.type === 'approval closed' ? [event.outcome] : []))
  return { ...rig, heard, ask, outcomes, id: ask('r1', more) }
}

describe('an answer to an approval', () => {
  it.each([
    ['a permission for a question', { kind: 'question' }, { decision: 'allow once' }, /needs an answer/],
    ['words for a permission', {}, { decision: 'answer', answers: {} }, /needs Allow or Deny/],
    ['the session where that is not offered', {}, { decision: 'allow for session' }, /whole session/],
  ] as const)('is refused where it does not fit, and the approval stays open: %s', async (_what, more, answer, why) => {
    const { sessions, id, heard, key } = await asked(more)
    expect(await sessions.answerApproval(id, answer, by)).toMatchObject({
      code: 'bad-answer',
      message: expect.stringMatching(why) as string,
    })
    expect(sessions.approvals(key)).toHaveLength(1)
    expect(heard).toEqual([])
  })

  it('is taken where it fits: for the session, for a question, and a no to anything', async () => {
    const { sessions, ask, id, heard } = await asked({ rule: 'Bash(ls)' })
    const answers: ApprovalAnswer[] = [
      { decision: 'allow for session' },
      { decision: 'answer', answers: { 'Sure?': 'Yes' } },
      { decision: 'deny', reason: 'no' },
    ]
    const ids = [id, ask('r2', { kind: 'question' }), ask('r3', { kind: 'question' })]
    for (const [index, answer] of answers.entries())
      expect(await sessions.answerApproval(ids[index] ?? '', answer, by)).toMatchObject({ ok: true })
    expect(heard).toEqual(answers)
  })

  it('to an approval that nobody knows is told that its turn is over', async () => {
    const { sessions } = await asked()
    expect(await sessions.answerApproval('never-was', { decision: 'allow once' }, by)).toMatchObject({
      code: 'no-longer-open',
      message: expect.stringContaining('Its turn is over.') as string,
    })
  })
})

describe('an approval', () => {
  it('expires when nobody answers in time: Claude hears no, and a late button is told so', async () => {
    const { sessions, clock, id, heard, outcomes } = await asked({}, HOUR)
    expect(sessions.approvals()[0]?.expiresAt).toBe(clock.now() + HOUR)
    clock.advance(HOUR - 1)
    expect(heard).toEqual([])
    clock.advance(1)
    expect(heard).toEqual([{ decision: 'deny', reason: 'Nobody answered in time.' }])
    expect(outcomes()).toMatchObject([{ how: 'expired' }])
    const late = await sessions.answerApproval(id, { decision: 'allow once' }, by)
    expect(late).toMatchObject({ message: expect.stringContaining('It has expired.') as string })
  })

  it('that was answered in time does not expire afterwards', async () => {
    const { sessions, clock, id, heard, outcomes } = await asked({}, HOUR)
    await sessions.answerApproval(id, { decision: 'allow once' }, by)
    clock.advance(2 * HOUR)
    expect(heard).toHaveLength(1)
    expect(outcomes()).toHaveLength(1)
  })

  it('that Claude withdraws is closed alone, and those of other chats are no one else’s', async () => {
    const { sessions, claude, ask, key, outcomes } = await asked()
    ask('r2')
    claude.last.say({ type: 'permission withdrawn', requestId: 'r1' })
    claude.last.say({ type: 'permission withdrawn', requestId: 'unknown' })
    expect(sessions.approvals(key)).toHaveLength(1)
    expect(sessions.approvals('telegram:404' as ChatKey)).toEqual([])
    expect(outcomes()).toMatchObject([{ how: 'died', why: 'Claude withdrew the request' }])
  })

  it('works on where its line in the journal cannot be written: the answer counts', async () => {
    const { sessions, disk, id, heard } = await asked()
    disk.full = new Error('ENOSPC')
    expect(await sessions.answerApproval(id, { decision: 'allow once' }, by)).toMatchObject({ ok: true })
    await settle()
    expect(heard).toHaveLength(1)
  })

  it('of a run that was killed is closed at the next start, and its button is told why', async () => {
    const { disk, id } = await asked()
    await settle()
    const next = await begun({ disk })
    expect(next.events.find((event) => event.type === 'approval closed')).toMatchObject({
      approval: { id },
      outcome: { how: 'died', why: 'Interrupted by a restart' },
    })
    const late = await next.sessions.answerApproval(id, { decision: 'allow once' }, by)
    expect(late).toMatchObject({ message: expect.stringContaining('Interrupted by a restart.') as string })
    // Once is enough: a further start has nothing to close.
    expect((await begun({ disk })).events.filter((event) => event.type === 'approval closed')).toEqual([])
  })
})

it('how an approval ended is said with who answered it, and where', () => {
  const ended = (answer: ApprovalAnswer, name?: string): string =>
    outcomeText({ how: 'answered', answer, by: { surface: 'telegram', ...(name ? { name } : {}) }, at: 1 })
  expect(ended({ decision: 'allow once' }, 'Ann')).toBe('Allowed once by Ann in telegram.')
  expect(ended({ decision: 'allow for session' })).toBe('Allowed for the session by the telegram.')
  expect(ended({ decision: 'deny' }, 'Ann')).toBe('Denied by Ann in telegram.')
  expect(ended({ decision: 'answer', answers: {} }, 'Ann')).toBe('Answered by Ann in telegram.')
})
