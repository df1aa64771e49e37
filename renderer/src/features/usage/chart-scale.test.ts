import { describe, expect, it } from 'vitest'

import { everyDay, ticks } from './chart-scale.ts'

describe('the scale of a chart', () => {
  it.each([0, 0.003, 0.9, 1, 7.2, 100, 940_000])('holds %d in at most six round numbers from nought', (max) => {
    const scale = ticks(max)
    expect(scale[0]).toBe(0)
    expect(scale.at(-1)).toBeGreaterThanOrEqual(max)
    expect(scale.length).toBeLessThanOrEqual(6)
  })

  it('shows a day without turns as an empty day', () => {
    const days = everyDay([{ day: '2026-02-28' }, { day: '2026-03-02' }], '2026-03-02', 3, (day) => ({ day }))
    expect(days.map(({ day }) => day)).toEqual(['2026-02-28', '2026-03-01', '2026-03-02'])
  })
})
