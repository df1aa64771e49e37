import type { ChatView } from '@shared/app-state.ts'
import { useEffect, useRef } from 'react'

import { FailureNote } from '@/components/failure.tsx'
import { Moment } from '@/components/moment.tsx'
import { useNumbers, useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

import { EarlierSessions } from './earlier-sessions.tsx'
import { Fact } from './fact.tsx'
import { ProcessList } from './process-list.tsx'

/** The facts of the session, its processes, and the chat's earlier sessions. */
export function FactSheet({ chat }: { chat: ChatView }) {
  const t = useT()
  const { bytes, count, percent, usd } = useNumbers()
  const { client } = useServices()
  const {
    value: sessions,
    error,
    again,
  } = useAsked(() => client.ask('sessions.of', { chat: chat.key }), chat.session ?? '')
  const sheet = useRef<HTMLDivElement>(null)
  // In a low window it opens below the edge.
  const all = sessions !== null
  useEffect(() => {
    if (all) sheet.current?.scrollIntoView({ block: 'nearest' })
  }, [all])
  const current = sessions?.find((session) => session.id === chat.session)
  const { contextUsed: used, contextWindow: size } = chat
  return (
    <div ref={sheet} className="max-h-[36vh] overflow-auto px-1.5 pb-2">
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(150px,1fr))] gap-x-4 gap-y-2 py-2">
        <Fact name={t.detail.fact.session} value={chat.session ?? t.common.none} mono />
        <Fact name={t.detail.fact.created} value={current ? <Moment at={current.createdAt} /> : '–'} />
        <Fact name={t.detail.fact.turns} value={String(chat.turns)} />
        <Fact name={t.detail.fact.size} value={current ? bytes(current.size) : '–'} />
        <Fact name={t.detail.fact.cost} value={usd(chat.costUsd)} />
        <Fact
          name={t.detail.fact.context}
          value={used === null || size === null ? '–' : `${percent(Math.max(0, size - used), size)} · ${count(size)}`}
        />
      </dl>
      <ProcessList chat={chat} />
      {error !== null && <FailureNote message={error} onRetry={again} />}
      {sessions && <EarlierSessions chat={chat} sessions={sessions} />}
    </div>
  )
}
