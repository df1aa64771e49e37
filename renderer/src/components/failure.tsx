import { useT } from '@/lib/i18n/index.ts'

import { Button } from './button.tsx'

/** Something could not be fetched: main's own words, and the way to try again. */
export function FailureNote({ message, onRetry }: { message: string; onRetry: () => void }) {
  const t = useT()
  return (
    <div role="alert" className="m-4 flex items-center gap-3 rounded-lg bg-failed-soft px-3 py-2">
      <p className="selectable min-w-0 flex-1">{message}</p>
      <Button size="small" onClick={onRetry}>
        {t.common.action.retry}
      </Button>
    </div>
  )
}
