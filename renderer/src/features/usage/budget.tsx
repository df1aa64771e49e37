import { Meter } from '@base-ui/react/meter'
import { TriangleAlert } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { cx } from '@/components/cx.ts'
import { useNumbers, useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

/** From this share of the budget on, it is said. */
const NEAR = 0.8

/** What this month has cost, against the budget where there is one. */
export function Budget({ spent, budget }: { spent: number; budget: number | null }) {
  const t = useT()
  const { percent, usd } = useNumbers()
  const { ui } = useServices()
  if (budget === null) {
    return (
      <div className="flex items-center gap-3">
        <p className="num flex-1">
          {t.usage.month} <strong className="font-semibold">{usd(spent)}</strong>
        </p>
        <Button
          look="quiet"
          onClick={() =>
            ui.setState({ screen: 'settings', settingsFilter: t.settings.fields['budget.monthlyUsd'].label })
          }
        >
          {t.usage.setBudget}
        </Button>
      </div>
    )
  }
  const share = spent / budget
  return (
    <div>
      <Meter.Root
        value={Math.min(spent, budget)}
        max={budget}
        getAriaValueText={() => t.usage.ofBudget(usd(spent), usd(budget))}
      >
        <div className="mb-1 flex justify-between">
          <Meter.Label>{t.usage.month}</Meter.Label>
          <span className="num text-muted">{t.usage.ofBudget(usd(spent), usd(budget))}</span>
        </div>
        <Meter.Track className="block h-1.5 overflow-hidden rounded-full bg-line forced-color-adjust-none">
          <Meter.Indicator
            className={cx('block h-full', share >= 1 ? 'bg-failed' : share >= NEAR ? 'bg-lit' : 'bg-accent-fill')}
          />
        </Meter.Track>
      </Meter.Root>
      {share >= NEAR && (
        <p role="status" className="mt-1 flex items-center gap-1.5 text-needs">
          <TriangleAlert aria-hidden size={13} className="text-lit" />
          {share >= 1 ? t.usage.over : t.usage.near(percent(spent, budget))}
        </p>
      )}
    </div>
  )
}
