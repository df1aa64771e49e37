import { expect, it } from 'vitest'

import { nextValue } from './preferences.ts'

it('goes round the values of a preference, from any value', () => {
  expect([20, null, 7].map((now) => nextValue([20, 50, null], now))).toEqual([50, 20, 20])
})
