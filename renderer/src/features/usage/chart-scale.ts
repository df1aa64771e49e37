/** Round numbers up the side of a chart: from 0 to at least `max`, at most five steps. Pure. */
export function ticks(max: number): number[] {
  if (max <= 0) return [0, 1]
  const raw = max / 4
  const magnitude = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 2.5, 5, 10].map((n) => n * magnitude).find((n) => n >= raw) ?? raw
  const count = Math.ceil(max / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, index) => index * step)
}

/** Every day from the first to the last, those without turns included, so that a gap shows as a gap. */
export function everyDay<T extends { day: string }>(
  days: readonly T[],
  last: string,
  n: number,
  empty: (day: string) => T,
): T[] {
  const byDay = new Map(days.map((day) => [day.day, day]))
  const end = Date.parse(`${last}T00:00:00Z`)
  return Array.from({ length: n }, (_, index) => {
    const day = new Date(end - (n - 1 - index) * 86_400_000).toISOString().slice(0, 10)
    return byDay.get(day) ?? empty(day)
  })
}
