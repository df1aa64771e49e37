import { expect, it } from 'vitest'

import { forgetOldest } from './forget-oldest.ts'

it('keeps the newest entries, and all where they are few', () => {
  const map = new Map([
    ['first', 1],
    ['second', 2],
    ['third', 3],
  ])
  forgetOldest(map, 3)
  expect(map.size).toBe(3)
  forgetOldest(map, 1)
  expect([...map]).toEqual([['third', 3]])
})
