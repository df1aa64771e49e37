import { useRef } from 'react'

import { useLocale, useT } from '@/lib/i18n/index.ts'
import { useWidth } from '@/lib/use-width.ts'

import { ticks } from './chart-scale.ts'

interface Props {
  title: string
  bars: readonly { day: string; value: number }[]
  format: (value: number) => string
}

/** Pixels: drawn at its real width, so that the letters stay of one size. */
const [HEIGHT, LEFT, BOTTOM, TOP] = [160, 52, 20, 8]
/** Until it is measured, and at the least. */
const NARROW = 280

/** Bars by day with a scale. The numbers stand in the table beside it; here each bar has its title. */
export function BarChart({ title, bars, format }: Props) {
  const t = useT()
  const locale = useLocale()
  const figure = useRef<HTMLElement>(null)
  const width = Math.max(NARROW, useWidth(figure))
  const scale = ticks(Math.max(...bars.map((bar) => bar.value), 0))
  const top = scale.at(-1) ?? 1
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)
  const step = (width - LEFT) / bars.length
  const every = Math.ceil(bars.length / 6)
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const total = bars.reduce((sum, bar) => sum + bar.value, 0)
  return (
    <figure ref={figure} className="min-w-0">
      <figcaption className="mb-1 font-medium">{title}</figcaption>
      <svg
        role="img"
        aria-label={t.usage.chart(title, format(total))}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        className="w-full"
      >
        {scale.map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={width} y1={y(value)} y2={y(value)} className="stroke-line" strokeWidth="1" />
            <text x={LEFT - 8} y={y(value) + 3.5} textAnchor="end" className="num fill-muted text-[10px]">
              {format(value)}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => (
          <g key={bar.day}>
            <rect
              x={LEFT + index * step + step * 0.15}
              width={Math.max(1, step * 0.7)}
              y={y(bar.value)}
              height={Math.max(0, y(0) - y(bar.value))}
              rx={Math.min(2, step * 0.2)}
              className="fill-accent-fill"
            >
              <title>{`${date.format(Date.parse(bar.day))}: ${format(bar.value)}`}</title>
            </rect>
            {index % every === 0 && (
              <text
                x={LEFT + (index + 0.5) * step}
                y={HEIGHT - 4}
                textAnchor="middle"
                className="num fill-muted text-[10px]"
              >
                {date.format(Date.parse(bar.day))}
              </text>
            )}
          </g>
        ))}
      </svg>
    </figure>
  )
}
