/** Says what the soak does, and ends it where a step does not end: a run that hangs tells nothing. */
export interface Deadline {
  /** What begins now, and how long it may take (milliseconds). */
  step(name: string, limitMs: number): void
  over(): void
}

/** `expired` is told what hung. */
export function createDeadline(expired: (message: string) => void): Deadline {
  let timer: NodeJS.Timeout | undefined
  return {
    step(name, limitMs) {
      clearTimeout(timer)
      const told = `The soak hung: “${name}” had not ended after ${Math.round(limitMs / 1000)} s.`
      timer = setTimeout(() => expired(told), limitMs)
    },
    over: () => clearTimeout(timer),
  }
}
