import { Ago } from '@/components/ago.tsx'
import { cx } from '@/components/cx.ts'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices, useUi } from '@/lib/services.ts'

import { HitText } from './hit-text.tsx'
import { useChatActions } from './use-chat-actions.ts'
import type { Hit } from './use-hits.ts'

interface Props {
  hits: readonly Hit[]
  /** What was looked for. */
  text: string
  /** No chat stands above. */
  alone: boolean
}

/** Where the words stand in what was said. A hit leads to its place. */
export function HistoryHits({ hits, text, alone }: Props) {
  const t = useT()
  const { ui } = useServices()
  const actions = useChatActions()
  const chats = useApp((app) => app.chats)
  const reading = useUi((state) => state.reading)

  const go = ({ chat, session, position }: Hit) => {
    if (chat === null) return
    actions.open(chat)
    ui.setState({ reading: { chat, session, position, words: text } })
  }
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
