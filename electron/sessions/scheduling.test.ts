import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { ChatKey } from '../shared/ids.ts'
import { nextToRun } from './scheduling.ts'

const candidates = fc.uniqueArray(
  fc.record({
    chat: fc.nat(50).map((n) => `telegram:${n}` as ChatKey),
    lastServedAt: fc.nat(1000),
    waitingSince: fc.nat(1000),
  }),
  { selector: (candidate) => candidate.chat, maxLength: 30 },
)

describe('which chats run next', () => {
  it('never exceeds the cap and never leaves a slot free while a chat waits', () => {
    fc.assert(
      fc.property(candidates, fc.nat(10), fc.integer({ min: 1, max: 8 }), (waiting, running, cap) => {
        const chosen = nextToRun(waiting, running, cap)
        expect(chosen).toHaveLength(Math.min(waiting.length, Math.max(0, cap - running)))
      }),
    )
  })

  it('never passes over a chat for one that was served later', () => {
    fc.assert(
      fc.property(candidates, fc.integer({ min: 1, max: 8 }), (waiting, cap) => {
        const chosen = new Set(nextToRun(waiting, 0, cap))
        const latestChosen = Math.max(0, ...waiting.filter((c) => chosen.has(c.chat)).map((c) => c.lastServedAt))
        for (const left of waiting.filter((c) => !chosen.has(c.chat))) {
          expect(left.lastServedAt).toBeGreaterThanOrEqual(latestChosen)
        }
      }),
    )
  })

  it('takes of chats that were served at the same time the one that waits longest', () => {
    const late = { chat: 'telegram:1' as ChatKey, lastServedAt: 0, waitingSince: 9 }
    const early = { chat: 'telegram:2' as ChatKey, lastServedAt: 0, waitingSince: 3 }
    expect(nextToRun([late, early], 0, 1)).toEqual([early.chat])
  })

  it('serves every chat in turn, however many prompts one of them has', () => {
    const served = new Map<ChatKey, number>([
      ['telegram:1' as ChatKey, 0],
      ['telegram:2' as ChatKey, 0],
    ])
    const order: ChatKey[] = []
    for (let now = 1; now <= 6; now++) {
      const [next] = nextToRun(
        [...served].map(([chat, lastServedAt]) => ({ chat, lastServedAt, waitingSince: 0 })),
        0,
        1,
      )
      if (!next) continue
      served.set(next, now)
      order.push(next)
    }
    expect(order).toEqual(['telegram:1', 'telegram:2', 'telegram:1', 'telegram:2', 'telegram:1', 'telegram:2'])
  })
})
