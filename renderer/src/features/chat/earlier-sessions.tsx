import type { ChatView } from '@shared/app-state.ts'
import { shortId } from '@shared/ids.ts'
import type { CallOutput } from '@shared/ipc.ts'

import { Ago } from '@/components/ago.tsx'
import { Button } from '@/components/button.tsx'
import { useNumbers, useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { useResume } from './use-resume.ts'

/** What was talked about before: each can be read, and gone on with. */
export function EarlierSessions({ chat, sessions }: { chat: ChatView; sessions: CallOutput<'sessions.of'> }) {
  const t = useT()
  const { bytes } = useNumbers()
  const { ui } = useServices()
  const resume = useResume(chat.key)
  const earlier = sessions
    .filter((session) => session.id !== chat.session)
    .sort((a, b) => b.lastActivityAt - a.lastActivityAt)
  return (
    <section aria-label={t.detail.earlier} className="mt-3">
      <h3 className="text-sm text-muted">{t.detail.earlier}</h3>
      {earlier.length === 0 && <p>{t.detail.noEarlier}</p>}
      <ul>
        {earlier.map((session) => {
          const name = session.title ?? shortId(session.id)
          return (
            <li key={session.id} className="num flex min-h-8 items-center gap-3 border-b last:border-0">
              <button
                type="button"
                title={t.detail.read}
                onClick={() => ui.setState({ reading: { chat: chat.key, session: session.id, position: null } })}
                className="min-w-0 flex-1 truncate text-left hover:underline"
              >
                {session.title ?? <code className="font-mono text-sm">{name}</code>}
              </button>
              <span className="text-sm text-muted">{bytes(session.size)}</span>
              <Ago at={session.lastActivityAt} className="min-w-14 text-right text-sm whitespace-nowrap text-muted" />
              {session.gone === null ? (
                <Button size="small" aria-label={`${t.detail.resume} ${name}`} onClick={() => void resume(session.id)}>
                  {t.detail.resume}
                </Button>
              ) : (
                <span className="text-sm text-muted" title={session.gone}>
                  {t.detail.gone}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
