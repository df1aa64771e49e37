import { expect, it } from 'vitest'

import { createRateLimit } from './guard.ts'

it('a clock that is set back does not refuse the calls of the window', () => {
  let now = 1_700_000_000_000
  const mayCall = createRateLimit({ now: () => now, after: () => () => undefined })
  expect(mayCall()).toBe(true)
  now -= 2 * 3_600_000
  expect(mayCall()).toBe(true)
  now += 60_000
  expect(mayCall()).toBe(true)
})
