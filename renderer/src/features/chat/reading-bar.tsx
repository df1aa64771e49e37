import type { ChatView } from '@shared/app-state.ts'
import { type SessionId, shortId } from '@shared/ids.ts'
import { History } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { useResume } from './use-resume.ts'

/** Says that what is read is not what the chat is in now, and leads back or goes on from there. */
export function ReadingBar({ chat, session }: { chat: ChatView; session: SessionId }) {
  const t = useT()
  const { ui } = useServices()
  const resume = useResume(chat.key)
  return (
    <div role="status" className="flex min-h-9 shrink-0 items-center gap-2 border-b bg-sunken px-4 py-1">
      <History aria-hidden size={14} className="shrink-0 text-muted" />
      <p className="min-w-0 flex-1 truncate">
        {t.detail.readsEarlier} <code className="font-mono text-sm text-muted">{shortId(session)}</code>
      </p>
      <Button size="small" onClick={() => void resume(session)}>
        {t.detail.resume}
      </Button>
      <Button size="small" look="quiet" onClick={() => ui.setState({ reading: null })}>
        {t.detail.toCurrent}
      </Button>
    </div>
  )
}
