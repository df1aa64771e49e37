import { expect, it } from 'vitest'

import { messageUpdate } from '../testing/updates.ts'
import { nextGroup } from './grouping.ts'

it('takes what was held when the clock is set back: it does not wait until the clock has caught up', () => {
  const at = 1_700_000_000_000
  const held = { joining: 'held' as const, group: [{ bot: 1, at, update: messageUpdate(1, { media_group_id: 'a' }) }] }
  expect(nextGroup([held], at + 400)).toEqual({ waitMs: 600 })
  expect(nextGroup([held], at - 2 * 3_600_000)).toEqual({ take: 1 })
})
