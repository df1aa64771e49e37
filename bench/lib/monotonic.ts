/** Milliseconds, with fractions, of the system's monotonic clock: the same in every process of this machine. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6

/** Resolves after so many milliseconds of real time; keeps the process alive meanwhile. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
