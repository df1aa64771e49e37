import type { CleanupRun } from '@shared/cleanup.ts'

import { Button } from '@/components/button.tsx'
import { Fold } from '@/components/fold.tsx'
import { Moment } from '@/components/moment.tsx'
import { useNumbers, useT } from '@/lib/i18n/index.ts'

/** One clean-up that was: when, by whom, what went and what was left alone, and the way back. */
export function CleanupRunRow({ run, onUndo }: { run: CleanupRun; onUndo: () => void }) {
  const t = useT()
  const { freedBytes } = useNumbers()
  return (
    <li className="num flex items-start gap-4 border-b py-1.5 last:border-0">
      <Fold
        className="min-w-0 flex-1"
        title={
          <>
            <Moment at={run.at} className="w-32 shrink-0 text-muted" />
            <span className="min-w-0 flex-1 truncate">
              {t.cleanup.items(run.items.length)}{' '}
              <span className="text-muted">{t.cleanup.by(t.cleanup.who[run.by] ?? run.by)}</span>
              {run.skipped.length > 0 && <span className="text-muted"> · {t.cleanup.skipped(run.skipped.length)}</span>}
            </span>
          </>
        }
      >
        <ul className="py-1 pl-38 text-sm text-muted">
          {run.items.map((item) => (
            <li key={item.id} className="flex gap-2">
              <span className="min-w-0 truncate">{item.title}</span>
              <span className="shrink-0 text-faint">{t.cleanup.act[item.action]}</span>
            </li>
          ))}
          {run.skipped.map((one) => (
            <li key={one.id}>{t.cleanup.leftAlone(one.why)}</li>
          ))}
        </ul>
      </Fold>
      <span className="w-16 shrink-0 py-1 text-right text-muted">{freedBytes(run.freed)}</span>
      <span className="flex w-22 shrink-0 justify-end py-0.5">
        {run.undoneAt !== null ? (
          <span className="py-0.5 text-muted">{t.cleanup.undone}</span>
        ) : (
          run.undoable && (
            <Button size="small" onClick={onUndo}>
              {t.common.action.undo}
            </Button>
          )
        )}
      </span>
    </li>
  )
}
