import type { CallOutput } from '@shared/ipc.ts'
import { useEffect, useState } from 'react'

import { Ago } from '@/components/ago.tsx'
import { cx } from '@/components/cx.ts'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices, useUi } from '@/lib/services.ts'

import { HitText } from './hit-text.tsx'
import { useChatActions } from './use-chat-actions.ts'

type Hit = CallOutput<'history.search'>[number]

/** Where the words stand in what was said. Asked for once the typing rests; a hit leads to its place. */
export function HistoryHits({ text, alone }: { text: string; alone: boolean }) {
  const t = useT()
  const { client, ui } = useServices()
  const actions = useChatActions()
  const [hits, setHits] = useState<readonly Hit[]>([])
  const chats = useApp((app) => app.chats)
  const reading = useUi((state) => state.reading)

  useEffect(() => {
    let current = true
    let runs = false
    const search = async () => {
      runs = true
      const reply = await client.ask('history.search', { text, limit: 20 })
      runs = false
      if (current) setHits(reply.ok ? reply.value : [])
    }
    const timer = setTimeout(() => void search(), 250)
    return () => {
      current = false
      clearTimeout(timer)
      // Nobody waits for it any more: main need not read on.
      if (runs) void client.ask('history.search', { text: '', limit: 1 })
    }
  }, [client, text])

  const go = ({ chat, session, position }: Hit) => {
    if (chat === null) return
    actions.open(chat)
    ui.setState({ reading: { chat, session, position } })
  }
  if (hits.length === 0) return null
  return (
    <section
      aria-label={t.list.inHistory}
      className={cx('overflow-auto border-t py-1', alone ? 'min-h-0 flex-1' : 'max-h-2/5 shrink-0')}
    >
      <h2 className="px-4 py-1 text-xs font-medium text-muted">{t.list.inHistory}</h2>
      {hits.map((hit) => (
        <button
          key={`${hit.session} ${hit.position}`}
          type="button"
          disabled={hit.chat === null}
          aria-current={hit.session === reading?.session && hit.position === reading.position}
          onClick={() => go(hit)}
          className="flex h-8 w-full items-center gap-3 px-4 text-left -outline-offset-2 hover:bg-hover disabled:opacity-60 aria-[current=true]:bg-selected"
        >
          <span className="w-32 shrink-0 truncate font-medium">
            {hit.chat === null ? '' : (chats[hit.chat]?.title ?? '')}
          </span>
          <HitText entry={hit.entry} word={text} />
          <Ago at={hit.entry.at} className="num min-w-12 shrink-0 text-right text-sm text-muted" />
        </button>
      ))}
    </section>
  )
}
