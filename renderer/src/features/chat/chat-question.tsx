import type { ChatQuestion } from '@shared/app-state.ts'
import type { ChatKey } from '@shared/ids.ts'

import { Button } from '@/components/button.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

/** A turn that a restart cut, or a session that a terminal holds: what shall become of the prompt? */
export function ChatQuestionCard({ chat, question }: { chat: ChatKey; question: ChatQuestion }) {
  const t = useT().detail.question
  const { client } = useServices()
  const { prompt, why, text } = question
  const resolve = (action: 'continue' | 'ask again' | 'drop') => client.call('queue.resolve', { prompt, action })
  return (
    <section aria-label={t[why]} className="shrink-0 border-t bg-needs-soft px-4 py-3">
      <p className="font-medium">{t[why]}</p>
      <p className="selectable mt-0.5 line-clamp-3 text-muted wrap-anywhere">{text}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        {why === 'interrupted' ? (
          <>
            <Button look="primary" onClick={() => void resolve('continue')}>
              {t.continue}
            </Button>
            <Button onClick={() => void resolve('ask again')}>{t.askAgain}</Button>
          </>
        ) : (
          <Button look="primary" onClick={() => void client.call('chats.fork', { chat })}>
            {t.fork}
          </Button>
        )}
        <Button onClick={() => void resolve('drop')}>{t.drop}</Button>
      </div>
    </section>
  )
}
