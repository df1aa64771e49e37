import type { ChatView } from '@shared/app-state.ts'
import type { SessionId } from '@shared/ids.ts'
import { useCallback, useRef, useState } from 'react'

import { FailureNote } from '@/components/failure.tsx'
import { Loading } from '@/components/loading.tsx'
import { TailList } from '@/components/tail-list.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useUi } from '@/lib/services.ts'

import { FoundItem } from './found-item.tsx'
import { NothingSaid } from './nothing-said.tsx'
import { RunningItem } from './running-item.tsx'
import { TranscriptItem } from './transcript-item.tsx'
import { indexAt } from './transcript-items.ts'
import { useTranscript } from './use-transcript.ts'

interface Props {
  chat: ChatView
  /** The chat's current session or an earlier one; null where none has begun. */
  session: SessionId | null
  /** Where in it to open; null for the newest. */
  position: number | null
  /** What was looked for, and is marked there. */
  words: string
}

/** What was said and done in a session. */
export function Transcript({ chat, session, position, words }: Props) {
  const t = useT()
  const [at, setAt] = useState(position)
  const shownOnce = useRef(false)
  const current = session === chat.session
  const sent = useUi((state) => state.sent)
  const transcript = useTranscript({ chat: chat.key, session, current, at })
  const { items, running, runningKey, hasNewer } = transcript
  const count = items.length + (running === '' ? 0 : 1)
  const waits = current && (chat.status === 'needs approval' || chat.status === 'needs answer')
  const found = at === null ? undefined : indexAt(items, at)

  const keyOf = useCallback((index: number) => items[index]?.key ?? runningKey, [items, runningKey])
  const estimate = useCallback((index: number) => (items[index]?.kind === 'tool' ? 32 : 96), [items])

  if (transcript.error !== null && items.length === 0) {
    return <FailureNote message={transcript.error} onRetry={transcript.again} />
  }
  if (transcript.loading) return <Loading />
  if (count === 0) return <NothingSaid chat={chat} />
  return (
    <TailList
      // The newest after a place in the past is another list: it opens at its end.
      key={at === null ? 'newest' : 'found'}
      label={t.detail.transcript}
      count={count}
      keyOf={keyOf}
      estimate={estimate}
      startAt={found}
      cut={hasNewer}
      jump={sent}
      onNear={(edge) => (edge === 'top' ? transcript.loadOlder() : transcript.loadNewer())}
      onNewest={() => {
        setAt(null)
        transcript.toNewest()
      }}
      padding={16}
      itemClassName="pr-[calc(16px-var(--bar))] pl-4"
    >
      {(index) => {
        const item = items[index]
        if (!item) return <RunningItem text={running} />
        const shown = (
          <TranscriptItem
            item={item}
            chat={chat.key}
            session={session}
            waits={waits}
            last={current && index === count - 1}
          />
        )
        return index === found ? (
          <FoundItem words={words} shownOnce={shownOnce}>
            {shown}
          </FoundItem>
        ) : (
          shown
        )
      }}
    </TailList>
  )
}
