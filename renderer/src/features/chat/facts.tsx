import type { ChatView } from '@shared/app-state.ts'

import { Fold } from '@/components/fold.tsx'
import { useNumbers, useT } from '@/lib/i18n/index.ts'

import { FactSheet } from './fact-sheet.tsx'

/** Said in full below once it is open. */
const FOLDED = 'group-data-panel-open:hidden'

/** What the session is, folded to a line: cost and context left stand there always. */
export function Facts({ chat }: { chat: ChatView }) {
  const t = useT()
  const { percent } = useNumbers()
  const { contextUsed, contextWindow } = chat
  return (
    <Fold
      className="shrink-0 border-t px-2.5 py-1"
      title={
        <span className="num flex flex-1 gap-4 pr-0.5 text-sm text-muted">
          <span className="flex-1">{t.detail.facts}</span>
          {contextUsed !== null && contextWindow !== null && (
            <span className={FOLDED}>
              {t.detail.fact.context} {percent(Math.max(0, contextWindow - contextUsed), contextWindow)}
            </span>
          )}
          <span className={FOLDED}>
            {t.detail.fact.processes} {chat.processes.length}
          </span>
        </span>
      }
    >
      <FactSheet chat={chat} />
    </Fold>
  )
}
