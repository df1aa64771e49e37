import type { Approval } from '@shared/approval.ts'

import { Button } from '@/components/button.tsx'
import { useT } from '@/lib/i18n/index.ts'

import { useChatActions } from './use-chat-actions.ts'

/** What is asked, and the answers, on the row itself. */
export function RowApproval({ approval, active }: { approval: Approval; active: boolean }) {
  const t = useT()
  const actions = useChatActions()
  const tabIndex = active ? 0 : -1
  return (
    <div role="gridcell" className="flex h-8 items-center gap-2 pl-8">
      <Button
        size="small"
        look="primary"
        tabIndex={tabIndex}
        onClick={() => actions.answer(approval.id, { decision: 'allow once' })}
      >
        {t.common.action.allowOnce}
      </Button>
      {approval.rule !== null && (
        <Button
          size="small"
          tabIndex={tabIndex}
          title={`${t.approvals.would} ${approval.rule}`}
          onClick={() => actions.answer(approval.id, { decision: 'allow for session' })}
        >
          {t.common.action.allowForSession}
        </Button>
      )}
      <Button size="small" tabIndex={tabIndex} onClick={() => actions.answer(approval.id, { decision: 'deny' })}>
        {t.common.action.deny}
      </Button>
      <code className="min-w-0 flex-1 truncate font-mono text-sm text-muted" title={approval.title}>
        {approval.title}
      </code>
    </div>
  )
}
