import { useState } from 'react'

import { Empty } from '@/components/empty.tsx'
import { FailureNote } from '@/components/failure.tsx'
import { Loading } from '@/components/loading.tsx'
import { Page } from '@/components/page.tsx'
import { Picker } from '@/components/picker.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

import { UsageReport } from './usage-report.tsx'

const RANGES = ['7', '30', '90', '365'] as const

/** Tokens, cost and time, over a period. */
export default function UsageScreen() {
  const t = useT()
  const { client } = useServices()
  const [range, setRange] = useState<(typeof RANGES)[number]>('30')
  const { value, error, again } = useAsked(() => client.ask('usage.get', { days: Number(range) }), range)
  return (
    <Page
      title={t.usage.title}
      actions={
        <Picker
          label={t.usage.range}
          value={range}
          onChange={setRange}
          options={RANGES.map((one) => ({ value: one, label: t.usage.days(Number(one)) }))}
        />
      }
    >
      {error !== null && <FailureNote message={error} onRetry={again} />}
      {!value && error === null && <Loading />}
      {value &&
        (value.days.length === 0 ? (
          <Empty title={t.usage.empty.title} text={t.usage.empty.text} />
        ) : (
          <UsageReport usage={value} days={Number(range)} />
        ))}
    </Page>
  )
}
