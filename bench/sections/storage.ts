import type { Row } from '../row.ts'
import { storageBench } from '../storage.ts'

/** A figure or goal such as `< 2 ms`, if it is one number with one unit. */
function quantity(words: string): { readonly value: number; readonly unit: string } | null {
  const found = /^[<≤]?\s*([\d.,]+)\s*(\S+)$/.exec(words.trim())
  return found ? { value: Number(found[1]?.replaceAll(',', '')), unit: found[2] ?? '' } : null
}

/** The figures of store, journal and history as rows of the table. */
export async function storage(): Promise<Row[]> {
  return (await storageBench()).map(({ name, figure, goal }) => {
    const is = quantity(figure)
    const aim = quantity(goal)
    const met = is && aim && is.unit === aim.unit ? is.value <= aim.value : null
    return { part: 'Store, journal, history', name, ours: figure, baseline: '', ratio: null, goal, met }
  })
}
