import { afterEach, beforeEach, expect, it } from 'vitest'

import { NO_TOKENS } from '../shared/chat.ts'
import { silentLog } from '../shared/log.ts'
import type { Journal } from '../storage/port.ts'
import { createUsage } from './usage.ts'
import type { UsageRecord } from './usage.ts'

const before = process.env['TZ']
beforeEach(() => void (process.env['TZ'] = 'Europe/Berlin'))
afterEach(() => void (process.env['TZ'] = before))

it('shows seven days in the week in which the clocks change', () => {
  const row = (day: string): UsageRecord => ({
    day,
    chat: 'c',
    model: 'm',
    turns: 1,
    costUsd: 1,
    tokens: NO_TOKENS,
    durationMs: 1,
  })
  const found = ['2026-10-19', '2026-10-20', '2026-10-21', '2026-10-22', '2026-10-23', '2026-10-24', '2026-10-25'].map(
    row,
  )
  const journal: Journal<UsageRecord> = {
    found,
    append: async () => undefined,
    compact: async () => undefined,
    size: 0,
    close: async () => undefined,
  }
  // Sunday 25 October 2026 has 25 hours in Berlin; 23:30 local.
  const now = Date.parse('2026-10-25T22:30:00Z')
  const usage = createUsage({ journal, clock: { now: () => now, after: () => () => undefined }, log: silentLog })
  expect(usage.report(7, String, null).days.map(({ day }) => day)).toEqual(found.map(({ day }) => day))
})
