import { CircleCheck } from 'lucide-react'

import { Loading } from '@/components/loading.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useApp } from '@/lib/services.ts'

import { NoBot } from './no-bot.tsx'
import { StepTitle } from './step-title.tsx'

/** The first message arrives, and the line works. */
export function MessageStep({ onToken }: { onToken: () => void }) {
  const t = useT()
  const words = t.onboarding.message
  const username = useApp((app) => app.bot.username)
  const title = useApp((app) => Object.values(app.chats).find((chat) => chat.kind !== 'local')?.title ?? null)
  if (username === null) return <NoBot onToken={onToken} />
  return (
    <>
      <StepTitle title={words.title} text={words.text(username)} />
      {title === null ? (
        <Loading inline label={words.waiting} />
      ) : (
        <p role="status" className="flex items-center gap-2 text-done">
          <CircleCheck aria-hidden size={15} />
          {words.came(title)}
        </p>
      )}
    </>
  )
}
