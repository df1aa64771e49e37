import { expect, it } from 'vitest'

import { silentLog } from '../../shared/log.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { settle } from '../testing/harness.ts'
import type { Cleanup } from './cleanup.ts'
import { startJanitor } from './janitor.ts'

it('a janitor that is ended in the middle of a round stays ended', async () => {
  const clock = new FakeClock()
  let rounds = 0
  let seen: () => void = () => undefined
  const looking = new Promise<void>((resolve) => (seen = resolve))
  const cleanup = {
    preview: async () => {
      rounds++
      await looking
      return { token: 't', at: 0, items: [] }
    },
  }
  const stop = startJanitor({ cleanup: cleanup as unknown as Cleanup, clock, log: silentLog })
  clock.advance(5 * 60_000)
  stop()
  seen()
  await settle()
  expect(clock.waiting).toBe(0)
  clock.advance(60 * 60_000)
  await settle()
  expect(rounds).toBe(1)
})
