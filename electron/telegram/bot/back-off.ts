/** 2 s, then 1.8 times as long each time, at most 30 s: the figures of OpenClaw's poller, which are proven in use. */
const FIRST_MS = 2000
const FACTOR = 1.8
const LONGEST_MS = 30_000

/** Milliseconds to wait before the next try, after this many failures in a row (1 or more). */
export const backOffMs = (failures: number): number =>
  Math.min(LONGEST_MS, Math.round(FIRST_MS * FACTOR ** Math.max(0, failures - 1)))
