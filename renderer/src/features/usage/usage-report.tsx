import type { CallOutput } from '@shared/ipc.ts'
import { useState } from 'react'

import { Fold } from '@/components/fold.tsx'
import { totalTokens } from '@/lib/format.ts'
import { useNumbers, useT } from '@/lib/i18n/index.ts'

import { BarChart } from './bar-chart.tsx'
import { Budget } from './budget.tsx'
import { everyDay } from './chart-scale.ts'
import { DayTable } from './day-table.tsx'
import { Figure } from './figure.tsx'
import { ShareTable } from './share-table.tsx'

type Usage = CallOutput<'usage.get'>
type Day = Usage['days'][number]

const noDay = (day: string): Day => ({
  day,
  turns: 0,
  costUsd: 0,
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  durationMs: 0,
})

/** The figures, two charts with their table, and who used what. */
export function UsageReport({ usage, days: n }: { usage: Usage; days: number }) {
  const t = useT()
  const { count, duration, usd } = useNumbers()
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  const days = everyDay(usage.days, today, n, noDay)
  const sum = (of: (day: Day) => number) => usage.days.reduce((total, day) => total + of(day), 0)
  const bars = (of: (day: Day) => number) => days.map((day) => ({ day: day.day, value: of(day) }))
  return (
    <div className="flex flex-col gap-6 p-4 pb-10">
      <Budget spent={usage.monthCostUsd} budget={usage.budgetUsd} />
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(120px,1fr))] gap-4">
        <Figure name={t.usage.cost} value={usd(sum((day) => day.costUsd))} />
        <Figure name={t.usage.turns} value={count(sum((day) => day.turns))} />
        <Figure
          name={t.usage.tokens}
          value={count(sum(totalTokens))}
          note={t.usage.tokensNote(count(sum((day) => day.cacheRead + day.cacheWrite)))}
        />
        {usage.responseMs && <Figure name={t.usage.p50} value={duration(usage.responseMs.p50)} />}
        {usage.responseMs && <Figure name={t.usage.p95} value={duration(usage.responseMs.p95)} />}
      </dl>
      <div className="grid gap-6 min-[1000px]:grid-cols-2">
        <BarChart title={t.usage.byDay} format={usd} bars={bars((day) => day.costUsd)} />
        <BarChart title={t.usage.tokensByDay} format={count} bars={bars(totalTokens)} />
      </div>
      <Fold className="-mx-1" title={<span>{t.usage.table}</span>}>
        <div className="px-1">
          <DayTable days={usage.days} />
        </div>
      </Fold>
      <div className="grid gap-6 min-[1000px]:grid-cols-2">
        <ShareTable
          caption={t.usage.byChat}
          head={t.usage.chat}
          rows={usage.chats.map(({ chat, title, ...sums }) => ({ key: chat, name: title, ...sums }))}
        />
        <ShareTable
          caption={t.usage.byModel}
          head={t.usage.model}
          rows={usage.models.map(({ model, ...sums }) => ({ key: model, name: model, ...sums }))}
        />
      </div>
    </div>
  )
}
