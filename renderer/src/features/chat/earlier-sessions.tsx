import type { ChatView } from '@shared/app-state.ts'
import { shortId } from '@shared/ids.ts'
import type { CallOutput } from '@shared/ipc.ts'

import { Ago } from '@/components/ago.tsx'
import { Button } from '@/components/button.tsx'
import { bytes } from '@/lib/format.ts'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

/** What was talked about before, with the way back to it. */
export function EarlierSessions({ chat, sessions }: { chat: ChatView; sessions: CallOutput<'sessions.of'> }) {
  const t = useT()
  const { client } = useServices()
  const earlier = sessions
    .filter((session) => session.id !== chat.session)
    .sort((a, b) => b.lastActivityAt - a.lastActivityAt)
  return (
    <section aria-label={t.detail.earlier} className="mt-3">
      <h3 className="text-sm text-muted">{t.detail.earlier}</h3>
      {earlier.length === 0 && <p>{t.detail.noEarlier}</p>}
      <ul>
        {earlier.map((session) => (
          <li key={session.id} className="num flex h-8 items-center gap-3 border-b last:border-0">
            <span className="min-w-0 flex-1 truncate">
              {session.title ?? <code className="font-mono text-sm">{shortId(session.id)}</code>}
            </span>
            <span className="text-sm text-muted">{bytes(session.size)}</span>
            <Ago at={session.lastActivityAt} className="min-w-14 text-right text-sm whitespace-nowrap text-muted" />
            {session.gone === null ? (
              <Button
                size="small"
                aria-label={`${t.detail.resume} ${session.title ?? shortId(session.id)}`}
                onClick={() => void client.call('sessions.resume', { chat: chat.key, session: session.id })}
              >
                {t.detail.resume}
              </Button>
            ) : (
              <span className="text-sm text-muted" title={session.gone}>
                {t.detail.gone}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
