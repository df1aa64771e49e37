import type { HistoryEntry } from '@shared/history.ts'
import type { ChatKey } from '@shared/ids.ts'
import { CircleSlash, OctagonX } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { useNumbers, useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

interface Props {
  entry: Extract<HistoryEntry, { type: 'end' }>
  /** The chat whose last prompt can be given again; null where something came after. */
  retry: ChatKey | null
}

/** How a turn ended, how long it took, what it cost; and once more, where the last one failed. */
export function EndItem({ entry, retry }: Props) {
  const t = useT()
  const { duration, usd } = useNumbers()
  const { client } = useServices()
  const facts = `${duration(entry.durationMs)} · ${usd(entry.costUsd)}`
  if (entry.how === 'done') return <p className="num pb-2 text-sm text-faint">{facts}</p>
  const failed = entry.how === 'failed'
  const Icon = failed ? OctagonX : CircleSlash
  return (
    <p
      className={
        failed
          ? 'flex items-center gap-1.5 pb-2 text-sm text-failed'
          : 'flex items-center gap-1.5 pb-2 text-sm text-muted'
      }
    >
      <Icon aria-hidden size={13} className="shrink-0" />
      <span className="selectable" title={entry.message ?? undefined}>
        {failed ? t.detail.failed : t.detail.stopped}
        {entry.message !== null && `: ${t.common.failure(entry.code, entry.message)}`}{' '}
        <span className="num text-faint">{facts}</span>
      </span>
      {failed && retry !== null && (
        <Button size="small" onClick={() => void client.call('chats.retry', { chat: retry })}>
          {t.list.retry}
        </Button>
      )}
    </p>
  )
}
