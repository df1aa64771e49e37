import type { Tokens } from '@shared/chat.ts'

/** Numbers and times as people read them. All pure; `locale` is a BCP 47 tag. */

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Time that runs: `8 s`, `4 min 2 s`, `2 h 5 min`, `3 d 4 h`. */
export function elapsed(ms: number): string {
  const t = Math.max(0, ms)
  if (t < MINUTE) return `${Math.floor(t / SECOND)} s`
  if (t < HOUR) return join(Math.floor(t / MINUTE), 'min', Math.floor((t % MINUTE) / SECOND), 's')
  if (t < DAY) return join(Math.floor(t / HOUR), 'h', Math.floor((t % HOUR) / MINUTE), 'min')
  return join(Math.floor(t / DAY), 'd', Math.floor((t % DAY) / HOUR), 'h')
}

const join = (big: number, unit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${big} ${unit}` : `${big} ${unit} ${small} ${smallUnit}`

/** How long ago, in one short word: `now`, `3 min`, `2 h`, `5 d`; a date after four weeks. */
export function ago(at: number, now: number, locale: string, nowWord: string): string {
  const t = now - at
  if (t < MINUTE) return nowWord
  if (t < HOUR) return `${Math.floor(t / MINUTE)} min`
  if (t < DAY) return `${Math.floor(t / HOUR)} h`
  if (t < 28 * DAY) return `${Math.floor(t / DAY)} d`
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
}

/** Length of a turn: `0.4 s`, `12 s`, `3 min 5 s`. */
export const duration = (ms: number): string => (ms < 10 * SECOND ? `${(ms / SECOND).toFixed(1)} s` : elapsed(ms))

/** Bytes in powers of 1024: `512 B`, `1.4 MB`. */
export function bytes(n: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  const step = n < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(n) / 10))
  const value = n / 1024 ** step
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`
}

/** What would be freed: nothing is a dash, since "0 B" reads as a figure that was measured. */
export const freedBytes = (n: number): string => (n === 0 ? '—' : bytes(n))

/** Counts that may be large: `940`, `12.4k`, `3.1M`. */
export function count(n: number): string {
  if (n < 1000) return String(Math.round(n))
  if (n < 999_950) return `${(n / 1000).toFixed(n < 99_950 ? 1 : 0)}k`
  return `${(n / 1e6).toFixed(1)}M`
}

/** US dollars: cents where they matter, `<$0.01` where they do not show. */
export function usd(n: number): string {
  if (n > 0 && n < 0.005) return '<$0.01'
  return `$${n.toFixed(2)}`
}

export const percent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)} %`

/** A path with the home directory as `~`. */
export const tilde = (path: string, home: string): string =>
  path === home
    ? '~'
    : path.startsWith(`${home}/`) || path.startsWith(`${home}\\`)
      ? `~${path.slice(home.length)}`
      : path

/** Splits a path so that its end stays readable when the middle is cut: `['~/code/deep/', 'project']`. */
export function splitPath(path: string): [head: string, tail: string] {
  const cut = Math.max(path.lastIndexOf('/', path.length - 2), path.lastIndexOf('\\', path.length - 2))
  return cut <= 0 ? ['', path] : [path.slice(0, cut + 1), path.slice(cut + 1)]
}

/** `14:02` today, `Nov 20, 14:02` on other days. */
export function clockTime(at: number, now: number, locale: string): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    ...(sameDay ? {} : { day: 'numeric', month: 'short' }),
  }).format(at)
}

/** Tokens of any kind together, those read from and written to the cache included: what every figure calls tokens. */
export const totalTokens = (tokens: Pick<Tokens, 'input' | 'output' | 'cacheRead' | 'cacheWrite'>): number =>
  tokens.input + tokens.output + tokens.cacheRead + tokens.cacheWrite
