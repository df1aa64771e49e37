import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { activityWords } from '../shared/activity.ts'
import { statusOf } from './status.ts'
import type { StatusFacts } from './status.ts'

const NOW = 1_000_000

const facts = (over: Partial<StatusFacts>): StatusFacts => ({
  now: NOW,
  turn: null,
  approvals: [],
  waitsFor: null,
  finishing: null,
  queued: 0,
  queuedSince: null,
  last: null,
  unread: false,
  lastActivityAt: 5,
  staleAfterMs: 60_000,
  ...over,
})

const turn = (over: Partial<NonNullable<StatusFacts['turn']>> = {}): NonNullable<StatusFacts['turn']> => ({
  startedAt: NOW - 5000,
  starting: false,
  lastEventAt: NOW - 10,
  tool: null,
  speaking: false,
  retrying: null,
  ...over,
})

const approval = { kind: 'permission' as const, title: 'Bash: rm x', askedAt: NOW - 100 }
const question = { kind: 'question' as const, title: 'Which colour?', askedAt: NOW - 100 }

describe('status', () => {
  it.each([
    ['idle', {}],
    ['unread', { unread: true }],
    ['stopped', { last: { how: 'stopped' as const, at: NOW } }],
    [
      'failed',
      { last: { how: 'failed' as const, code: 'api' as const, message: 'overloaded', at: NOW }, unread: true },
    ],
    ['queued', { queued: 2, queuedSince: NOW }],
    ['working', { turn: turn() }],
    ['starting', { turn: turn({ starting: true }) }],
    ['stale', { turn: turn({ lastEventAt: NOW - 60_000 }) }],
    ['needs approval', { turn: turn(), approvals: [question, approval] }],
    ['needs approval', { turn: turn(), approvals: [question, { ...approval, kind: 'plan' as const }] }],
    ['needs answer', { turn: turn(), approvals: [question] }],
    ['working', { turn: turn(), last: { how: 'failed' as const, code: 'api' as const, message: 'overloaded', at: 1 } }],
    ['needs answer', { waitsFor: { what: { is: 'interrupted' as const }, since: 1 } }],
    ['working', { finishing: { since: 1 } }],
  ])('is "%s" when that is what is true', (status, over) => {
    expect(statusOf(facts(over)).status).toBe(status)
  })

  const tool = { name: 'Edit', summary: 'App.tsx', startedAt: NOW - 70 }
  it.each([
    ['idle', {}, null, 5],
    ['unread', { unread: true }, 'done', 5],
    ['stopped', { last: { how: 'stopped' as const, at: 7 } }, 'stopped', 7],
    [
      'failed',
      { last: { how: 'failed' as const, code: 'api' as const, message: 'overloaded', at: 7 } },
      'overloaded',
      7,
    ],
    ['queued', { queued: 2, queuedSince: 8 }, '2 waiting', 8],
    ['queued', { queued: 1 }, '1 waiting', NOW],
    ['starting', { turn: turn({ starting: true }) }, 'starting Claude', NOW - 5000],
    ['stale', { turn: turn({ lastEventAt: NOW - 185_000 }) }, 'no sign of life for 3 min', NOW - 185_000],
    ['working', { turn: turn({ tool }) }, 'Edit App.tsx', NOW - 5000],
    ['working', { turn: turn({ tool: { ...tool, summary: '' } }) }, 'Edit', NOW - 5000],
    ['working', { turn: turn() }, 'thinking', NOW - 5000],
    ['working', { turn: turn({ speaking: true }) }, 'answering', NOW - 5000],
    ['needs approval', { turn: turn(), approvals: [approval] }, 'Bash: rm x', NOW - 100],
    ['needs answer', { turn: turn(), approvals: [question] }, 'Which colour?', NOW - 100],
    ['needs answer', { waitsFor: { what: { is: 'interrupted' as const }, since: 9 } }, 'interrupted while working', 9],
    ['needs answer', { waitsFor: { what: { is: 'text' as const, text: 'held' }, since: 9 } }, 'held', 9],
    ['working', { finishing: { since: 9 }, queued: 1 }, 'finishing from before the restart', 9],
  ])('says of "%s" what it is about and since when', (status, over, activity, since) => {
    const view = statusOf(facts(over))
    expect({ ...view, activity: view.activity && activityWords(view.activity) }).toEqual({ status, activity, since })
  })

  it('is stale from the limit on and not before, and never where there is none', () => {
    const silent = (ms: number, staleAfterMs: number | null) =>
      statusOf(facts({ turn: turn({ lastEventAt: NOW - ms }), staleAfterMs })).status
    expect([silent(59_999, 60_000), silent(60_000, 60_000), silent(900_000, null)]).toEqual([
      'working',
      'stale',
      'working',
    ])
  })

  it('does not say that Claude thinks while its API is asked again', () => {
    const retrying = { attempt: 2, of: 10, reason: 'overloaded' }
    expect(statusOf(facts({ turn: turn({ retrying }) }))).toMatchObject({
      status: 'working',
      activity: { is: 'retrying', ...retrying },
    })
    expect(activityWords({ is: 'retrying', ...retrying })).toBe('waiting for Claude (overloaded), try 2 of 10')
  })

  it('says which tool runs', () => {
    const tool = { name: 'Edit', summary: 'App.tsx', startedAt: NOW }
    expect(statusOf(facts({ turn: turn({ tool }) })).activity).toEqual({ is: 'text', text: 'Edit App.tsx' })
  })

  it('never says idle while a turn runs, something waits or somebody is asked', () => {
    const any = fc.record({
      turn: fc.option(
        fc.record({
          startedAt: fc.nat(NOW),
          starting: fc.boolean(),
          lastEventAt: fc.nat(NOW),
          speaking: fc.boolean(),
          retrying: fc.constant(null),
          tool: fc.constant(null),
        }),
      ),
      approvals: fc.array(fc.constantFrom(approval, question), { maxLength: 3 }),
      queued: fc.nat(3),
      unread: fc.boolean(),
      staleAfterMs: fc.option(fc.integer({ min: 1, max: NOW })),
    })
    fc.assert(
      fc.property(any, (over) => {
        const { status, since } = statusOf(facts(over))
        if (over.turn || over.approvals.length > 0 || over.queued > 0)
          expect(['idle', 'unread', 'stopped']).not.toContain(status)
        if (over.approvals.length > 0) expect(status).toMatch(/^needs/)
        expect(since).toBeLessThanOrEqual(NOW)
      }),
    )
  })
})
