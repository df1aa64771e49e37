import { expect, it } from 'vitest'

import { promptIdSchema } from '../../shared/ids.ts'
import { promptIdOf } from './prompt-id.ts'

it('the prompt id of an update is the same for the same update and another for any other', () => {
  const ids = [promptIdOf(1, 1), promptIdOf(1, 2), promptIdOf(2, 1), promptIdOf(12, 1), promptIdOf(1, 21)]
  expect(promptIdOf(1, 1)).toBe(ids[0])
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(promptIdSchema.parse(id)).toBe(id)
})
