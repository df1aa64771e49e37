import { expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { settle } from '../../sessions/testing/harness.ts'
import type { BotApi } from './api.ts'
import { poll, WATCHDOG_MS } from './polling.ts'
import { createRound } from './round.ts'

const setUp = (getUpdates: BotApi['getUpdates']) => {
  const clock = new FakeClock()
  const round = createRound(clock)
  const taken: unknown[] = []
  const result = poll({
    api: { getUpdates } as BotApi,
    round,
    clock,
    accept: async (updates) => void taken.push(...updates),
    onPoll: () => undefined,
  }).then(
    () => 'ended',
    (error: Error) => error.message,
  )
  return { clock, round, taken, result }
}
const never = () => new Promise<never>(() => undefined)

it('gives a poll up that never comes back, though it ignores its signal', async () => {
  const { clock, result } = setUp(never)
  await settle()
  clock.advance(WATCHDOG_MS)
  expect(await result).toBe('Telegram does not answer')
})

it('ends at once when cancelled, though the poll ignores its signal', async () => {
  const { round, result, clock } = setUp(never)
  await settle()
  round.cancel()
  expect(await result).toBe('cancelled')
  expect(clock.waiting).toBe(0)
})

it('asks from behind the newest update only after all were written down', async () => {
  const offsets: number[] = []
  const { taken } = setUp(async (offset) => {
    offsets.push(offset)
    return offset === 0 ? [{ update_id: 7 }, { update_id: 9 }, { no: 'id' }] : await never()
  })
  await settle()
  expect(offsets).toEqual([0, 10])
  expect(taken).toHaveLength(3)
})

it('breathes between polls that the server does not hold open', async () => {
  let polls = 0
  const { clock, round } = setUp(async () => {
    polls += 1
    return []
  })
  await settle()
  expect(polls).toBe(2)
  clock.advance(1000)
  await settle()
  expect(polls).toBe(3)
  round.cancel()
})
