/** What a line holds at one time, with all it was asked answered. */
export interface Sample {
  readonly heapMb: number
  readonly handles: number
  readonly files: number
}

/**
 * Growth that is no leak: a heap that was collected is never the same twice, and a session more or less that is live
 * at that moment has its pipes and files.
 */
const ALLOWED: Readonly<Record<keyof Sample, { readonly ratio: number; readonly more: number }>> = {
  heapMb: { ratio: 1.25, more: 4 },
  handles: { ratio: 1.25, more: 6 },
  files: { ratio: 1.25, more: 12 },
}

/** How one figure grew, and whether that is more than is allowed by ratio and by amount. Pure. */
export function growthOf(what: keyof Sample, warm: Sample, end: Sample) {
  const ratio = end[what] / Math.max(1, warm[what])
  const { ratio: most, more } = ALLOWED[what]
  return { from: warm[what], to: end[what], ratio, ok: ratio <= most || end[what] - warm[what] <= more }
}
