/** `just now`, `5 min ago`, `3 h ago`, `2 days ago`. */
export function ago(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ago`
  const days = Math.floor(hours / 24)
  return days === 1 ? 'yesterday' : `${days} days ago`
}

/** `15 s`, `2 min 5 s`, `1 h 3 min`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  return minutes % 60 === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** `8 s`, `3 min`, `2 h 5 min`: without seconds from a minute on, for what is shown while it grows. */
export function coarseDuration(ms: number): string {
  const unit = ms < 60_000 ? 1000 : 60_000
  return duration(Math.floor(ms / unit) * unit)
}

/** `850 B`, `1.2 MB`. Decimal units, as file managers show them. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = count
  let unit = 0
  // What rounds to 1000 is one of the next unit.
  while (Math.round(value) >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}

/** `950`, `12.3k`, `1.2M`. */
export const tokens = (count: number): string =>
  count < 1000
    ? String(count)
    : count < 999_950
      ? `${(count / 1000).toFixed(1)}k`
      : `${(count / 1_000_000).toFixed(1)}M`

export const usd = (amount: number): string => `$${amount.toFixed(amount !== 0 && amount < 0.01 ? 4 : 2)}`

/** `2026-11-21 05:44`, in the machine's time zone. */
export function date(at: number): string {
  const time = new Date(at)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** The text in one line, cut with `…` where it is longer than `most` UTF-16 units; no surrogate pair is cut in two. */
export function oneLine(text: string, most: number): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  if (flat.length <= most) return flat
  return `${flat.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** A path with the home directory as `~`. */
export const tilde = (path: string, home: string): string =>
  path === home ? '~' : path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path

/** Claude's permission modes as people read them. */
export const MODE_WORDS = { plan: 'plan', ask: 'ask', acceptEdits: 'accept edits', bypass: 'bypass' } as const
