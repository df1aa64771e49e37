import type { HistoryEntry } from '@shared/history.ts'
import { Check, X } from 'lucide-react'

import { cx } from '@/components/cx.ts'
import { Fold } from '@/components/fold.tsx'
import { useNumbers, useT } from '@/lib/i18n/index.ts'

import { ToolBody } from './tool-body.tsx'
import { toolFacts } from './tool-facts.ts'

interface Props {
  entry: Extract<HistoryEntry, { type: 'tool' }>
  result: Extract<HistoryEntry, { type: 'tool result' }> | null
  /** Without a result it is not running, but waits for a person. */
  waits: boolean
}

/** A tool call on one line; its input, diff and output are folded below. */
export function ToolItem({ entry, result, waits }: Props) {
  const t = useT()
  const { duration } = useNumbers()
  const facts = toolFacts(entry, result)
  const { asked, plan, edit, denied, line, spoken } = facts
  const added = edit?.filter((line) => line.sign === '+').length ?? 0
  const removed = edit?.filter((line) => line.sign === '-').length ?? 0
  const name = asked ? t.detail.asked : plan === null ? entry.name : t.detail.plan
  const Line = spoken ? 'span' : 'code'
  return (
    <Fold
      title={
        <span className="flex min-w-0 flex-1 items-center gap-2">
          <span className="shrink-0 font-medium">{name}</span>
          <Line className={cx('min-w-0 flex-1 truncate text-muted', !spoken && 'font-mono text-sm')}>{line}</Line>
          {edit && (
            <span className="num shrink-0 font-mono text-sm">
              <span className="text-done">+{added}</span>
              {removed > 0 && <span className="text-failed"> −{removed}</span>}
            </span>
          )}
          {result ? (
            <>
              <span className="num shrink-0 text-sm text-faint">{duration(result.at - entry.at)}</span>
              {denied !== null ? (
                <span className="max-w-2/5 truncate text-sm text-muted">{t.detail.deniedFor(denied)}</span>
              ) : result.ok ? (
                <Check aria-hidden size={13} className="shrink-0 text-muted" />
              ) : (
                <X aria-label={t.detail.failed} size={13} className="shrink-0 text-failed" />
              )}
            </>
          ) : waits ? (
            <span className="shrink-0 text-sm text-needs">{t.detail.waitsForYou}</span>
          ) : (
            <span className="breathing shrink-0 text-sm text-works">{t.detail.running}</span>
          )}
        </span>
      }
    >
      <ToolBody entry={entry} result={result} facts={facts} />
    </Fold>
  )
}
