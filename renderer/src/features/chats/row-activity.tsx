import type { ChatView } from '@shared/app-state.ts'
import { sectionFor } from '@shared/status.ts'
import { Layers } from 'lucide-react'

import { Elapsed } from '@/components/elapsed.tsx'
import { useT } from '@/lib/i18n/index.ts'

interface Props {
  chat: ChatView
  /** A folder is held above the row. */
  over: boolean
  /** The approval below says what it waits for. */
  told: boolean
}

/** What is going on: the tool, the reason, what it waits for; since when; and how much waits behind it. */
export function RowActivity({ chat, over, told }: Props) {
  const t = useT()
  const section = sectionFor(chat)
  // What failed is over: the time at the end says when.
  const runs = chat.status !== 'failed' && (section === 'working' || section === 'needs you' || section === 'queued')
  if (over) return <span className="text-accent">{t.list.dropFolder}</span>
  const text = chat.directoryExists
    ? chat.activity
      ? t.common.activity(chat.activity)
      : chat.unreachable && t.common.unreachable(chat.unreachable)
    : t.list.directoryGone
  return (
    <>
      {text && !told && (
        <span className="truncate text-muted" title={text}>
          {text}
        </span>
      )}
      {runs && <Elapsed since={chat.since} className="num shrink-0 text-faint" />}
      {/* A chat that is queued says already how many wait. */}
      {chat.queue.length > 0 && chat.status !== 'queued' && (
        <span className="num flex shrink-0 items-center gap-1 text-faint" title={t.list.queue(chat.queue.length)}>
          <Layers aria-hidden size={12} />
          <span className="sr-only">{t.list.queue(chat.queue.length)}</span>
          <span aria-hidden>{chat.queue.length}</span>
        </span>
      )}
    </>
  )
}
