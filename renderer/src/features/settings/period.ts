export type Unit = 'minutes' | 'hours' | 'days'

const sizes: Record<Unit, number> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 }

/** A period in the largest unit that gives a whole number: 86,400,000 ms is 1 day, 90 min stay 90 min. */
export function toUnit(ms: number): { n: number; unit: Unit } {
  const unit: Unit = ms % sizes.days === 0 ? 'days' : ms % sizes.hours === 0 ? 'hours' : 'minutes'
  return { n: ms / sizes[unit], unit }
}

/** Milliseconds, rounded to whole ones as the schema wants them. */
export const toMs = (n: number, unit: Unit): number => Math.round(n * sizes[unit])
