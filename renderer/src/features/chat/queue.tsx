import type { QueuedPrompt } from '@shared/app-state.ts'
import type { ChatKey } from '@shared/ids.ts'

import { useT } from '@/lib/i18n/index.ts'

import { QueueRow } from './queue-row.tsx'

/** What waits its turn, in order; each can be changed, moved and dropped. */
export function Queue({ chat, prompts }: { chat: ChatKey; prompts: readonly QueuedPrompt[] }) {
  const t = useT()
  return (
    <section
      aria-label={t.detail.queue(prompts.length)}
      className="max-h-40 min-h-14 overflow-auto border-t px-4 py-1.5"
    >
      <h3 className="text-xs font-medium text-muted">{t.detail.queue(prompts.length)}</h3>
      <ol>
        {prompts.map((prompt, index) => (
          <QueueRow key={prompt.id} chat={chat} prompt={prompt} index={index} last={prompts.length - 1} />
        ))}
      </ol>
    </section>
  )
}
