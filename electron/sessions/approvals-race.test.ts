import { expect, it } from 'vitest'

import type { ApprovalAnswer } from '../shared/approval.ts'
import type { Actor } from '../shared/prompt.ts'
import { begun, settle } from './testing/harness.ts'

const RACES = 1000

it('has exactly one winner when two surfaces answer an approval in the same instant, a thousand times', async () => {
  const { sessions, claude, say, events, key } = await begun()
  await say(key, 'hello')
  claude.last.begin()
  const surfaces: readonly [Actor, Actor] = [
    { surface: 'telegram', userId: 7, name: 'Ann' },
    { surface: 'dashboard', name: 'Desk' },
  ]
  let wonByTelegram = 0

  for (let race = 0; race < RACES; race++) {
    const heard: ApprovalAnswer[] = []
    claude.last.say({
      type: 'permission requested',
      request: {
        requestId: `r${race}`,
        kind: 'permission',
        tool: 'Bash',
        input: { command: 'ls' },
        title: 'ls',
        detail: 'ls',
        rule: null,
        questions: [],
        respond: (answer) => void heard.push(answer),
      },
    })
    const [open] = sessions.approvals(key)
    if (!open) throw new Error('no approval is open')
    // Both surfaces hear that it is closed and answer others late: as they do, a third answer comes on top.
    const first = race % 2
    const answers = await Promise.all([
      sessions.answerApproval(open.id, { decision: 'allow once' }, surfaces[first === 0 ? 0 : 1]),
      sessions.answerApproval(open.id, { decision: 'deny', reason: 'no' }, surfaces[first === 0 ? 1 : 0]),
      Promise.resolve().then(() => sessions.answerApproval(open.id, { decision: 'allow once' }, surfaces[1])),
    ])
    const winners = answers.filter(({ ok }) => ok)
    expect(winners).toHaveLength(1)
    expect(heard).toHaveLength(1)
    const closed = events.flatMap((event) =>
      event.type === 'approval closed' && event.approval.id === open.id ? [event.outcome] : [],
    )
    expect(closed).toHaveLength(1)
    const [outcome] = closed
    if (outcome?.how !== 'answered') throw new Error('it was not answered')
    expect(outcome.answer).toEqual(heard[0])
    if (outcome.by.surface === 'telegram') wonByTelegram++
    for (const late of answers)
      if (!late.ok) expect(late).toMatchObject({ code: 'no-longer-open', message: expect.stringContaining('by ') })
    expect(sessions.approvals(key)).toEqual([])
  }
  await settle()
  expect(wonByTelegram).toBe(RACES / 2)
})
