import { useNumbers, useT } from '@/lib/i18n/index.ts'

import { CostShare } from './cost-share.tsx'

interface Props {
  caption: string
  head: string
  rows: readonly { key: string; name: string; turns: number; tokens: number; costUsd: number }[]
}

/** Who or what used how much, the dearest first, with a bar for its share. */
export function ShareTable({ caption, head, rows }: Props) {
  const t = useT()
  const { count } = useNumbers()
  const most = Math.max(...rows.map((row) => row.costUsd), 0.000001)
  return (
    <table className="num w-full self-start text-right">
      <caption className="pb-1 text-left font-medium">{caption}</caption>
      <thead className="text-sm text-muted">
        <tr className="h-7 border-b [&>th]:font-normal">
          <th className="text-left">{head}</th>
          <th>{t.usage.turns}</th>
          <th>{t.usage.tokens}</th>
          <th className="w-40">{t.usage.cost}</th>
        </tr>
      </thead>
      <tbody>
        {rows
          .toSorted((a, b) => b.costUsd - a.costUsd)
          .map((row) => (
            <tr key={row.key} className="h-8 border-b last:border-0">
              <td className="max-w-40 truncate text-left">{row.name}</td>
              <td>{row.turns}</td>
              <td>{count(row.tokens)}</td>
              <td>
                <CostShare costUsd={row.costUsd} most={most} />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
