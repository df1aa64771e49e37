import { describe, expect, it } from 'vitest'

import type { ChatKey } from '../shared/ids.ts'
import { silentLog } from '../shared/log.ts'
import { noFacts } from './testing/fake-claude.ts'
import { FakeClock } from './testing/fake-clock.ts'
import { settle } from './testing/harness.ts'
import { createUsage } from './usage.ts'
import type { UsageRecord } from './usage.ts'

const key = 'telegram:1' as ChatKey

function rig(found: UsageRecord[] = []) {
  const written: UsageRecord[] = [...found]
  const clock = new FakeClock()
  const journal = {
    found,
    append: async (...records: readonly UsageRecord[]) => void written.push(...records),
    compact: async () => undefined,
    size: 0,
    close: async () => undefined,
  }
  return { usage: createUsage({ journal, clock, log: silentLog }), clock, written }
}

describe('usage', () => {
  it('sums turns by day, chat and model, and remembers them over a restart', () => {
    const { usage, clock, written } = rig()
    usage.record(key, { ...noFacts, costUsd: 0.5, durationMs: 100 })
    clock.advance(86_400_000)
    usage.record(key, { ...noFacts, costUsd: 0.25, durationMs: 300 })
    usage.record('telegram:2' as ChatKey, { ...noFacts, costUsd: 1, durationMs: 200, model: 'other' })
    const again = rig(written)
    again.clock.advance(86_400_000)
    const report = again.usage.report(30, (chat) => `title of ${chat}`, 10)
    expect(report.days.map((day) => [day.turns, day.costUsd])).toEqual([
      [1, 0.5],
      [2, 1.25],
    ])
    expect(report.chats.find((chat) => chat.chat === key)).toMatchObject({
      turns: 2,
      costUsd: 0.75,
      title: 'title of telegram:1',
    })
    expect(report.models.map((model) => model.model)).toEqual(['test-model', 'other'])
    expect(report.responseMs).toEqual({ p50: 200, p95: 300 })
    expect(report.budgetUsd).toBe(10)
  })

  it('begins "today" at midnight', async () => {
    const { usage, clock } = rig()
    usage.record(key, { ...noFacts, costUsd: 0.5 })
    usage.record(key, { ...noFacts, costUsd: 0.25, model: 'other' })
    await settle()
    expect(usage.today(key).costUsd).toBe(0.75)
    clock.advance(86_400_000)
    expect(usage.today(key).costUsd).toBe(0)
  })

  it('leaves days outside the range out of the report', async () => {
    const { usage, clock } = rig()
    usage.record(key, noFacts)
    await settle()
    clock.advance(10 * 86_400_000)
    expect(usage.report(7, String, null).days).toEqual([])
  })
})
