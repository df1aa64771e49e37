import { useNumbers } from '@/lib/i18n/index.ts'

/** A cost, and a bar of its size against the largest one. */
export function CostShare({ costUsd, most }: { costUsd: number; most: number }) {
  const { usd } = useNumbers()
  return (
    <span className="flex items-center justify-end gap-2">
      <span aria-hidden className="flex h-1 w-16 overflow-hidden rounded-full bg-line forced-color-adjust-none">
        <span className="bg-accent-fill" style={{ width: `${(100 * costUsd) / most}%` }} />
      </span>
      <span className="w-14">{usd(costUsd)}</span>
    </span>
  )
}
