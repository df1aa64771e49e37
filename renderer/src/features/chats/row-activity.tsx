import type { ChatView } from '@shared/app-state.ts'
import { sectionFor } from '@shared/status.ts'
import { Layers } from 'lucide-react'

import { Elapsed } from '@/components/elapsed.tsx'
import { type Catalogue, useT } from '@/lib/i18n/index.ts'

interface Props {
  chat: ChatView
  /** A folder is held above the row. */
  over: boolean
  /** The approval below says what it waits for. */
  told: boolean
}

/** Where nothing goes on any more, how the last answer begins: "done" and "idle" the status says already. */
function activityOf({ activity, unreachable, lastAnswer }: ChatView, t: Catalogue): string | null {
  if (activity && activity.is !== 'done') return t.common.activity(activity)
  if (unreachable) return t.common.unreachable(unreachable)
  return lastAnswer ?? (activity && t.common.activity(activity))
}

/** What is going on: the tool, the reason, what it waits for; since when; and how much waits behind it. */
export function RowActivity({ chat, over, told }: Props) {
  const t = useT()
  const section = sectionFor(chat)
  // What failed is over: the time at the end says when.
  const runs = chat.status !== 'failed' && (section === 'working' || section === 'needs you' || section === 'queued')
  if (over) return <span className="text-accent">{t.list.dropFolder}</span>
  const text = chat.directoryExists ? activityOf(chat, t) : t.list.directoryGone
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
