import { expect, it } from 'vitest'

import { reasonWords } from './cleanup-words.ts'

it('says how long ago in the largest whole unit', () => {
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
  const ages = [5, minute, 59 * minute, hour, 25 * hour - 1, day, 2 * day]
  expect(ages.map((age) => reasonWords({ group: 'idle chats', age }))).toEqual(
    ['1 minute', '1 minute', '59 minutes', '1 hour', '1 day', '1 day', '2 days'].map((time) => `idle for ${time}`),
  )
})
