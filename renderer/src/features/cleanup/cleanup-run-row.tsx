import type { CleanupRun } from '@shared/cleanup.ts'

import { Button } from '@/components/button.tsx'
import { Moment } from '@/components/moment.tsx'
import { bytes } from '@/lib/format.ts'
import { useT } from '@/lib/i18n/index.ts'

/** One clean-up that was. */
export function CleanupRunRow({ run, onUndo }: { run: CleanupRun; onUndo: () => void }) {
  const t = useT()
  return (
    <li className="num flex min-h-10 items-center gap-4 border-b last:border-0">
      <span className="w-32 shrink-0 text-muted">
        <Moment at={run.at} />
      </span>
      <span className="min-w-0 flex-1 truncate" title={run.items.map((item) => item.title).join('\n')}>
        {t.cleanup.items(run.items.length)} <span className="text-muted">{t.cleanup.by(run.by)}</span>
        {run.skipped.length > 0 && (
          <span className="text-muted" title={run.skipped.map((one) => one.why).join('\n')}>
            {' '}
            · {t.cleanup.skipped(run.skipped.length)}
          </span>
        )}
      </span>
      <span className="text-muted">{bytes(run.freed)}</span>
      {run.undoneAt !== null ? (
        <span className="w-16 text-right text-muted">{t.cleanup.undone}</span>
      ) : (
        <span className="w-16 text-right">
          {run.undoable && (
            <Button size="small" onClick={onUndo}>
              {t.common.action.undo}
            </Button>
          )}
        </span>
      )}
    </li>
  )
}
