import { describe, expect, it } from 'vitest'

import { sampleItems } from '@/dev/answers.ts'

import { choose, firstChoice, grouped, sizeOf } from './selection.ts'

const items = sampleItems(1_750_000_000_000)

describe('the selection of a clean-up', () => {
  it('never holds at first what deletes for good', () => {
    const chosen = firstChoice(items)
    expect(items.filter((item) => chosen.has(item.id) && item.action === 'purge')).toEqual([])
    expect(chosen.size).toBeGreaterThan(0)
  })

  it('shows each item in exactly one group, and sizes that add up', () => {
    const groups = grouped(items)
    expect(groups.flatMap((group) => group.items)).toHaveLength(items.length)
    expect(groups.reduce((sum, group) => sum + group.size, 0)).toBe(sizeOf(items))
  })

  it('takes a group in and out without touching the one that was there', () => {
    const before = new Set(['a'])
    expect(choose(before, ['b', 'c'], true)).toEqual(new Set(['a', 'b', 'c']))
    expect(choose(before, ['a'], false)).toEqual(new Set())
    expect(before).toEqual(new Set(['a']))
  })
})
