import type { Approval } from '@shared/approval.ts'
import { useRef } from 'react'

import { Button } from '@/components/button.tsx'
import { cx } from '@/components/cx.ts'
import { useT } from '@/lib/i18n/index.ts'
import { useApp } from '@/lib/services.ts'
import { useWidth } from '@/lib/use-width.ts'

import { shownWhole } from './shown-whole.ts'
import { useChatActions } from './use-chat-actions.ts'

interface Props {
  approval: Approval
  active: boolean
  /** There is room for what is asked, too; otherwise the line above says it, where rows have one. */
  wide: boolean
}

/** The answers to what is asked, on the row itself; what the row cannot show whole is looked at before it is allowed. */
export function RowApproval({ approval, active, wide }: Props) {
  const t = useT()
  const actions = useChatActions()
  const row = useRef<HTMLDivElement>(null)
  const width = useWidth(row)
  const compact = useApp((app) => app.appearance.density === 'compact')
  const whole = shownWhole(approval, { width, beside: wide || compact })
  const tabIndex = active ? 0 : -1
  return (
    <div ref={row} role="gridcell" className="flex h-8 items-center gap-2 pl-8">
      {whole ? (
        <Button
          size="small"
          look="primary"
          tabIndex={tabIndex}
          onClick={() => actions.answer(approval.id, { decision: 'allow once' })}
        >
          {t.common.action.allowOnce}
        </Button>
      ) : (
        <Button size="small" look="primary" tabIndex={tabIndex} onClick={() => actions.open(approval.chat)}>
          {t.approvals.review}
        </Button>
      )}
      {whole && approval.rule !== null && (
        <Button
          size="small"
          className="min-w-0 shrink!"
          tabIndex={tabIndex}
          title={`${t.approvals.would} ${approval.rule}`}
          onClick={() => actions.answer(approval.id, { decision: 'allow for session' })}
        >
          <span className="truncate">{t.common.action.allowForSession}</span>
        </Button>
      )}
      <Button size="small" tabIndex={tabIndex} onClick={() => actions.answer(approval.id, { decision: 'deny' })}>
        {t.common.action.deny}
      </Button>
      <code
        className={cx(
          'min-w-0 flex-1 truncate font-mono text-sm text-muted',
          !wide && 'hidden in-data-[density=compact]:block',
        )}
        title={approval.title}
      >
        {approval.title}
      </code>
    </div>
  )
}
