import type { ChatKey } from '@shared/ids.ts'
import { expect, it } from 'vitest'

import { toggled, withRange } from './marks.ts'

const rows = ['a', 'b', 'c', 'd', 'e'] as ChatKey[]
const key = (name: string) => name as ChatKey

it('marks a row, and takes the mark off again, without touching the set that was there', () => {
  const before = new Set([key('a')])
  expect(toggled(before, key('b'))).toEqual(new Set(['a', 'b']))
  expect(toggled(before, key('a'))).toEqual(new Set())
  expect(before).toEqual(new Set(['a']))
})

it('marks everything from one row to another, downwards and upwards', () => {
  expect(withRange(new Set(), rows, key('b'), key('d'))).toEqual(new Set(['b', 'c', 'd']))
  expect(withRange(new Set([key('a')]), rows, key('d'), key('c'))).toEqual(new Set(['a', 'c', 'd']))
})

it('marks the one row where the other end is gone', () => {
  expect(withRange(new Set(), rows, null, key('d'))).toEqual(new Set(['d']))
  expect(withRange(new Set(), rows, key('gone'), key('d'))).toEqual(new Set(['d']))
})
