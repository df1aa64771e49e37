/** Figures of OpenClaw's poller, which survives in the field: 2 s, ×1.8, at most 30 s. */
const FIRST_MS = 2000
const FACTOR = 1.8
const LONGEST_MS = 30_000

/** Milliseconds to wait before the next try, after `failures` failures in a row (1 or more). */
export const backOffMs = (failures: number): number =>
  Math.min(LONGEST_MS, Math.round(FIRST_MS * FACTOR ** Math.max(0, failures - 1)))
