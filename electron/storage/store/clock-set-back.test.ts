import { expect, it } from 'vitest'

import { createSaveSchedule } from './save-schedule.ts'

it('a clock that is set back does not hold up the next write', async () => {
  let now = 1_700_000_000_000
  const waits: number[] = []
  let writes = 0
  const schedule = createSaveSchedule({
    clock: { now: () => now, after: (ms) => (waits.push(ms), () => undefined) },
    write: async () => void writes++,
    onResult: () => undefined,
  })
  schedule.changed()
  await schedule.flush()
  now -= 2 * 3_600_000
  schedule.changed()
  expect(waits.at(-1)).toBeLessThanOrEqual(250)
})
