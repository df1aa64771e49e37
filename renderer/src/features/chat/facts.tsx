import type { ChatView } from '@shared/app-state.ts'

import { Fold } from '@/components/fold.tsx'
import { percent } from '@/lib/format.ts'
import { useT } from '@/lib/i18n/index.ts'

import { FactSheet } from './fact-sheet.tsx'

/** What the session is, folded to a line: cost and context left stand there always. */
export function Facts({ chat }: { chat: ChatView }) {
  const t = useT()
  const { contextUsed, contextWindow } = chat
  return (
    <Fold
      className="shrink-0 border-t px-3 py-1"
      title={
        <span className="num flex flex-1 gap-3 text-sm text-muted">
          {t.detail.facts}
          <span className="flex-1" />
          {contextUsed !== null && contextWindow !== null && (
            <span>
              {t.detail.fact.context} {percent(Math.max(0, contextWindow - contextUsed), contextWindow)}
            </span>
          )}
          <span>
            {t.detail.fact.processes} {chat.processes.length}
          </span>
        </span>
      }
    >
      <FactSheet chat={chat} />
    </Fold>
  )
}
