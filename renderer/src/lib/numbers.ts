import { elapsed } from './format.ts'

/** Numbers as people of one language read them: `1.4 MB` and `$0.55`, or `1,4 MB` and `0,55 $`. */
export interface Numbers {
  /** Length of a turn: `0.4 s`, `12 s`, `3 min 5 s`. Milliseconds. */
  readonly duration: (ms: number) => string
  /** Bytes in powers of 1024: `512 B`, `1.4 MB`. */
  readonly bytes: (n: number) => string
  /** What would be freed: nothing is a dash, since "0 B" reads as a figure that was measured. */
  readonly freedBytes: (n: number) => string
  /** Counts that may be large: `940`, `12.4k`, `3.1M`. */
  readonly count: (n: number) => string
  /** US dollars: cents where they matter, `<$0.01` where they do not show. */
  readonly usd: (n: number) => string
  readonly percent: (part: number, whole: number) => string
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB']

/** The numbers of a language; `locale` is a BCP 47 tag. Its formatters are made once: they are costly. */
export function numbersIn(locale: string): Numbers {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, useGrouping: false })
  const tenths = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    useGrouping: false,
  })
  const dollars = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' })
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })

  const bytes = (n: number): string => {
    const step = n < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(n) / 10))
    const value = n / 1024 ** step
    return `${(step === 0 || value >= 100 ? whole : tenths).format(value)} ${UNITS[step]}`
  }
  return {
    bytes,
    freedBytes: (n) => (n === 0 ? '—' : bytes(n)),
    duration: (ms) => (ms < 10_000 ? `${tenths.format(ms / 1000)} s` : elapsed(ms)),
    count: (n) => {
      if (n < 1000) return whole.format(n)
      if (n < 999_950) return `${(n < 99_950 ? tenths : whole).format(n / 1000)}k`
      return `${tenths.format(n / 1e6)}M`
    },
    usd: (n) => (n > 0 && n < 0.005 ? `<${dollars.format(0.01)}` : dollars.format(n)),
    percent: (part, all) => share.format(part / all),
  }
}
