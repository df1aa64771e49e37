import type { CleanupRun } from '@shared/cleanup.ts'

import { useT } from '@/lib/i18n/index.ts'

import { CleanupRunRow } from './cleanup-run-row.tsx'

/** What was cleaned up when and by whom, the newest first. */
export function CleanupHistory({ runs, onUndo }: { runs: readonly CleanupRun[]; onUndo: (run: string) => void }) {
  const t = useT()
  return (
    <section aria-label={t.cleanup.history} className="mt-8">
      <h2 className="border-b pb-1 text-sm text-muted">{t.cleanup.history}</h2>
      {runs.length === 0 && <p className="py-2 text-muted">{t.cleanup.noHistory}</p>}
      <ul>
        {runs
          .toSorted((a, b) => b.at - a.at)
          .map((run) => (
            <CleanupRunRow key={run.id} run={run} onUndo={() => onUndo(run.id)} />
          ))}
      </ul>
    </section>
  )
}
