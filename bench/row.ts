/** One line of the table that `npm run bench` prints. */
export interface Row {
  /** The part of the table it stands in. */
  readonly part: string
  readonly name: string
  readonly ours: string
  /** What it is compared with; empty where there is nothing to compare. */
  readonly baseline: string
  /** Ours divided by the baseline; null without one. */
  readonly ratio: number | null
  /** As the goal is written down; empty where there is none. */
  readonly goal: string
  /** Null where there is no goal. */
  readonly met: boolean | null
}

export interface Measure {
  readonly name: string
  readonly unit: string
  readonly ours: number
  readonly baseline?: number
  readonly goal?: string
  readonly met?: boolean
}

/** Three figures that say something: 0.123, 1.23, 12.3, 123, 1,234. */
export function figure(value: number): string {
  if (value === 0) return '0'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toLocaleString('en', { maximumFractionDigits: Math.min(digits, 3) })
}

/** Makes the line of a part from its figures, which have one unit. */
export function row(part: string, measure: Measure): Row {
  const { name, unit, ours, baseline, goal = '', met = null } = measure
  const shown = (value: number): string => `${figure(value)} ${unit}`.trim()
  return {
    part,
    name,
    ours: shown(ours),
    baseline: baseline === undefined ? '' : shown(baseline),
    ratio: baseline === undefined || baseline === 0 ? null : ours / baseline,
    goal,
    met,
  }
}
