import type { Approval } from '@shared/approval.ts'
import { useState } from 'react'

import { Button } from '@/components/button.tsx'
import { TextInput } from '@/components/text-input.tsx'
import { useT } from '@/lib/i18n/index.ts'

import { useChatActions } from '../chats/use-chat-actions.ts'

/** Yes, yes for the session, or no with a word why. */
export function PermissionAnswer({ approval }: { approval: Approval }) {
  const t = useT()
  const actions = useChatActions()
  const [reason, setReason] = useState('')
  const deny = () =>
    actions.answer(
      approval.id,
      reason.trim() === '' ? { decision: 'deny' } : { decision: 'deny', reason: reason.trim() },
    )
  return (
    <footer className="shrink-0 border-t px-3 py-2">
      {approval.rule !== null && (
        <p className="mb-2 text-sm text-muted">
          {t.approvals.would} <Rule rule={approval.rule} />
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" onClick={() => actions.answer(approval.id, { decision: 'allow once' })}>
          {t.common.action.allowOnce}
        </Button>
        {approval.rule !== null && (
          <Button onClick={() => actions.answer(approval.id, { decision: 'allow for session' })}>
            {t.common.action.allowForSession}
          </Button>
        )}
        <Button onClick={deny}>{t.common.action.deny}</Button>
        <TextInput
          aria-label={t.approvals.reason}
          placeholder={t.approvals.reason}
          value={reason}
          maxLength={4000}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && reason.trim() !== '' && deny()}
          className="min-w-40 flex-1"
        />
      </div>
    </footer>
  )
}

/** What the session would allow: a mode by its name on the screen, a rule as Claude writes it. */
function Rule({ rule }: { rule: string }) {
  const t = useT()
  const modes: Readonly<Record<string, string>> = t.list.modes
  const mode = modes[/^mode (\w+)$/.exec(rule)?.[1] ?? '']
  if (mode !== undefined) return t.approvals.mode(mode)
  return <code className="selectable font-mono wrap-anywhere">{rule}</code>
}
