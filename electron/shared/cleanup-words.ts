import type { CleanupGroup, CleanupItem } from './cleanup.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A time in its largest whole unit, never less than one: 3 days. `ms` in milliseconds. Pure. */
export function largestUnit(ms: number): { readonly n: number; readonly unit: 'day' | 'hour' | 'minute' } {
  const [n, unit] =
    ms >= DAY
      ? [ms / DAY, 'day' as const]
      : ms >= HOUR
        ? [ms / HOUR, 'hour' as const]
        : [ms / 60_000, 'minute' as const]
  return { n: Math.max(1, Math.floor(n)), unit }
}

function long(ms: number): string {
  const { n, unit } = largestUnit(ms)
  return `${n} ${unit}${n === 1 ? '' : 's'}`
}

const reasons: Record<CleanupGroup, (age: string) => string> = {
  'idle chats': (age) => `idle for ${age}`,
  'old sessions': (age) => `last used ${age} ago`,
  'archived sessions': (age) => `archived ${age} ago`,
  'missing directories': () => 'its working directory no longer exists',
  'orphan transcripts': () => 'kept in our history, but no record names it',
  'records without transcript': () =>
    'Claude no longer has its transcript; our history stays readable until it is purged',
  'dead processes': () => 'left by an earlier run; nobody waits for it',
  'temporary uploads': (age) => `written ${age} ago`,
  'old logs': (age) => `written ${age} ago`,
}

/** Why a thing is listed, in English: `idle for 3 days`. Pure. */
export const reasonWords = ({ group, age }: Pick<CleanupItem, 'group' | 'age'>): string => reasons[group](long(age))
