import type { CallOutput } from '@shared/ipc.ts'

import { totalTokens } from '@/lib/format.ts'
import { useLocale, useNumbers, useT } from '@/lib/i18n/index.ts'

/** The numbers behind the charts, the newest day first. */
export function DayTable({ days }: { days: CallOutput<'usage.get'>['days'] }) {
  const t = useT()
  const { count, usd } = useNumbers()
  const locale = useLocale()
  const date = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
  return (
    <table className="num w-full text-right">
      <thead className="text-sm text-muted">
        <tr className="h-7 border-b [&>th]:font-normal">
          <th className="text-left">{t.usage.day}</th>
          <th>{t.usage.turns}</th>
          <th>{t.usage.input}</th>
          <th>{t.usage.output}</th>
          <th>{t.usage.cached}</th>
          <th>{t.usage.all}</th>
          <th>{t.usage.cost}</th>
        </tr>
      </thead>
      <tbody>
        {days
          .toSorted((a, b) => b.day.localeCompare(a.day))
          .map((day) => (
            <tr key={day.day} className="h-7 border-b last:border-0">
              <td className="text-left">{date.format(Date.parse(day.day))}</td>
              <td>{day.turns}</td>
              <td>{count(day.input)}</td>
              <td>{count(day.output)}</td>
              <td>{count(day.cacheRead + day.cacheWrite)}</td>
              <td>{count(totalTokens(day))}</td>
              <td>{usd(day.costUsd)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
