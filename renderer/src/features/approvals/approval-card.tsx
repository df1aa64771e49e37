import type { Approval } from '@shared/approval.ts'
import { Diamond } from 'lucide-react'

import { cx } from '@/components/cx.ts'
import { Elapsed } from '@/components/elapsed.tsx'
import { Markdown } from '@/components/markdown.tsx'
import { PathText } from '@/components/path-text.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useApp } from '@/lib/services.ts'

import { useChatActions } from '../chats/use-chat-actions.ts'
import { PermissionAnswer } from './permission-answer.tsx'
import { QuestionForm } from './question-form.tsx'

interface Props {
  approval: Approval
  /** Names the chat and leads to it, where the card stands outside of it. */
  withChat?: boolean
}

/** One request of Claude's: what it is in full, and the ways to answer. */
export function ApprovalCard({ approval, withChat }: Props) {
  const t = useT()
  const actions = useChatActions()
  const chat = useApp((app) => app.chats[approval.chat])
  return (
    <article aria-label={approval.title} className="flex min-h-0 flex-col rounded-lg border border-line-strong">
      <header className="flex shrink-0 items-center gap-2 border-b bg-needs-soft px-3 py-1.5">
        <Diamond aria-hidden size={11} fill="currentColor" className="shrink-0 text-lit" />
        {withChat && chat && (
          <button type="button" onClick={() => actions.open(chat.key)} className="shrink-0 font-medium hover:underline">
            {chat.title}
          </button>
        )}
        <span className={cx('min-w-0 truncate', withChat ? 'text-muted' : 'font-medium')}>
          {t.approvals.kind[approval.kind](approval.tool)}
        </span>
        {withChat && chat && <PathText path={chat.directory} className="text-muted" />}
        <span className="flex-1" />
        <span className="num shrink-0 text-sm text-muted">
          {approval.expiresAt === null ? (
            <>
              {t.approvals.waits} <Elapsed since={approval.askedAt} />
            </>
          ) : (
            <>
              {t.approvals.expires} <Elapsed since={approval.expiresAt} until />
            </>
          )}
        </span>
      </header>
      {approval.kind === 'question' ? (
        <QuestionForm approval={approval} />
      ) : (
        <>
          {/* This alone scrolls, by the keyboard as well: the buttons below stay in view, and no code has a bar of its own. */}
          <div
            tabIndex={0}
            className={cx(
              'asked min-h-0 overflow-auto px-3 py-2 -outline-offset-2 [&_.code]:max-h-none',
              withChat && 'max-h-[clamp(6rem,100vh-22rem,20rem)]',
            )}
          >
            <Markdown text={approval.detail || approval.title} />
          </div>
          <PermissionAnswer approval={approval} />
        </>
      )}
    </article>
  )
}
