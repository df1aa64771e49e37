import { Progress } from '@base-ui/react/progress'

import { Button } from '@/components/button.tsx'
import { useT } from '@/lib/i18n/index.ts'

/** It is being done, and can be stopped between two things. */
export function CleanupProgress({ count, onCancel }: { count: number; onCancel: () => void }) {
  const t = useT()
  return (
    <div role="status" className="mb-4 flex items-center gap-4 rounded-lg border p-4">
      <Progress.Root value={null} aria-label={t.cleanup.working(count)} className="flex-1">
        <span>{t.cleanup.working(count)}</span>
        <Progress.Track className="mt-2 block h-1 overflow-hidden rounded-full bg-line forced-color-adjust-none">
          <Progress.Indicator className="breathing block h-full w-full bg-works" />
        </Progress.Track>
      </Progress.Root>
      <Button onClick={onCancel}>{t.common.action.stop}</Button>
    </div>
  )
}
