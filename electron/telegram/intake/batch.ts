import { joinsInBatch } from './grouping.ts'
import type { Place } from './lanes.ts'
import type { Accepted } from './record.ts'

/** The updates of one batch, each with its lane, and marked if it belongs to the one before it in that lane. Pure. */
export function inBatch(
  batch: readonly Accepted[],
  place: (accepted: Accepted) => Omit<Place, 'group'>,
): readonly Place[] {
  const last = new Map<string, Place>()
  return batch.map((accepted) => {
    const here = { group: [accepted], ...place(accepted) }
    if (here.lane === null) return here
    const joins = joinsInBatch(last.get(here.lane), here)
    last.set(here.lane, here)
    return joins ? { ...here, group: [{ ...accepted, joined: true }] } : here
  })
}
