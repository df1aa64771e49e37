import type { QuietUntil } from './action.ts'

/** When the quiet ends (epoch ms; tomorrow at eight, local time), or null for no quiet. Pure. */
export function quietUntil(choice: QuietUntil, now: number): number | null {
  if (choice === 'off') return null
  if (choice === 'in an hour') return now + 3_600_000
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 8).getTime()
}

/** The clock time for people, local: `08:00`. Pure. */
export function timeWords(at: number): string {
  const date = new Date(at)
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`
}
