import type { ChatKey } from '@shared/ids.ts'
import { useEffect } from 'react'

import { cx } from '@/components/cx.ts'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useAppShallow, useServices, useUi } from '@/lib/services.ts'
import { useDrop } from '@/lib/use-drop.ts'

import { ApprovalCard } from '../approvals/approval-card.tsx'
import { ChatQuestionCard } from './chat-question.tsx'
import { Composer } from './composer.tsx'
import { DetailHeader } from './detail-header.tsx'
import { Facts } from './facts.tsx'
import { Queue } from './queue.tsx'
import { ReadingBar } from './reading-bar.tsx'
import { Transcript } from './transcript.tsx'
import { useAttached } from './use-attached.ts'

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
  const reading = useUi((state) => (state.reading?.chat === key ? state.reading : null))
  const { add } = useAttached(key)
  const drop = useDrop((files) => void add(files))
  const unread = chat?.status === 'unread'
  useEffect(() => {
    if (!unread) return
    // What finishes before one's eyes is read; behind a hidden window it is read when the window is shown again.
    const read = () => {
      if (!document.hidden) void client.ask('chats.markRead', { chat: key })
    }
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [client, key, unread])
  if (!chat) return null
  const session = reading?.session ?? chat.session
  return (
    <section
      aria-label={t.detail.label(chat.title)}
      data-over={drop.over || undefined}
      {...drop.handlers}
      className="group/detail flex h-full flex-col overflow-y-auto"
    >
      <DetailHeader chat={chat} />
      {session !== null && session !== chat.session && <ReadingBar chat={chat} session={session} />}
      <div className={cx('flex-1', approvals.length > 0 ? 'min-h-16' : 'min-h-24')}>
        <Transcript
          key={`${session} ${reading?.position} ${reading?.words}`}
          chat={chat}
          session={session}
          position={reading?.position ?? null}
          words={reading?.words ?? ''}
        />
      </div>
      {approvals.length > 0 && (
        <div className="flex max-h-[60%] min-h-40 flex-col gap-3 overflow-auto border-t px-4 py-3">
          {approvals.map((approval) => (
            // No higher than the room there is, so that its buttons are in it. Of several, the next one peeps out below.
            <div
              key={approval.id}
              className={cx('flex shrink-0 flex-col', approvals.length > 1 ? 'max-h-[calc(100%-28px)]' : 'max-h-full')}
            >
              <ApprovalCard approval={approval} />
            </div>
          ))}
        </div>
      )}
      {chat.question && <ChatQuestionCard chat={key} question={chat.question} />}
      {chat.queue.length > 0 && <Queue chat={key} prompts={chat.queue} />}
      <Composer chat={chat} />
      <Facts chat={chat} />
    </section>
  )
}
