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

/** `09:05`, but `9:05 AM`: two digits are of a clock with twenty-four hours. */
const hourOf = (locale: string): 'numeric' | '2-digit' =>
  new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 ? 'numeric' : '2-digit'

/** `14:02` today, `Nov 20, 14:02` on other days. */
export function clockTime(at: number, now: number, locale: string): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  return new Intl.DateTimeFormat(locale, {
    hour: hourOf(locale),
    minute: '2-digit',
    ...(sameDay ? {} : { day: 'numeric', month: 'short' }),
  }).format(at)
}

/** Tokens of any kind together, those read from and written to the cache included: what every figure calls tokens. */
export const totalTokens = (tokens: Pick<Tokens, 'input' | 'output' | 'cacheRead' | 'cacheWrite'>): number =>
  tokens.input + tokens.output + tokens.cacheRead + tokens.cacheWrite
