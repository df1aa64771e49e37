import type { ChatKey } from '@shared/ids.ts'
import { useEffect } from 'react'

import { useT } from '@/lib/i18n/index.ts'
import { useApp, useAppShallow, useServices } from '@/lib/services.ts'

import { ApprovalCard } from '../approvals/approval-card.tsx'
import { Composer } from './composer.tsx'
import { DetailHeader } from './detail-header.tsx'
import { Facts } from './facts.tsx'
import { Queue } from './queue.tsx'
import { Transcript } from './transcript.tsx'

/** One chat, beside the list: what was said, what it waits for, what is to come, and what it is. */
export function ChatDetail({ chat: key }: { chat: ChatKey }) {
  const t = useT()
  const { client } = useServices()
  const chat = useApp((app) => app.chats[key])
  const approvals = useAppShallow((app) =>
    Object.values(app.approvals)
      .filter((approval) => approval.chat === key)
      .sort((a, b) => a.askedAt - b.askedAt),
  )
  const unread = chat?.status === 'unread'
  useEffect(() => {
    // What finishes before one's eyes is read; behind a hidden window it is not.
    if (unread && !document.hidden) void client.ask('chats.markRead', { chat: key })
  }, [client, key, unread])
  if (!chat) return null
  return (
    <section aria-label={t.detail.label(chat.title)} className="flex h-full flex-col overflow-y-auto">
      <DetailHeader chat={chat} />
      <div className="min-h-24 flex-1">
        <Transcript key={chat.session ?? ''} chat={chat} />
      </div>
      {approvals.length > 0 && (
        <div className="max-h-[60%] shrink-0 overflow-auto border-t px-4 py-3">
          {approvals.map((approval) => (
            <ApprovalCard key={approval.id} approval={approval} />
          ))}
        </div>
      )}
      {chat.queue.length > 0 && <Queue prompts={chat.queue} />}
      <Composer chat={chat} />
      <Facts chat={chat} />
    </section>
  )
}
