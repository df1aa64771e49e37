import type { ChatKey, SessionId } from '@shared/ids.ts'
import { useState } from 'react'

import { FailureNote } from '@/components/failure.tsx'
import { Loading } from '@/components/loading.tsx'
import { Picker } from '@/components/picker.tsx'
import { SearchInput } from '@/components/search-input.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useAppShallow, useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

import { FoundSession } from './found-session.tsx'
import { useChatActions } from './use-chat-actions.ts'

const SHOWN = 100
/** Stands for a chat that is not there yet. */
const NEW = 'new'

/** Claude Code sessions on this machine that no chat has, newest first. */
export function FoundSessions() {
  const t = useT()
  const words = t.list.adoptDialog
  const { client, ui } = useServices()
  const actions = useChatActions()
  const [filter, setFilter] = useState('')
  const [into, setInto] = useState<ChatKey | typeof NEW>(NEW)
  const chats = useAppShallow((app) =>
    Object.values(app.chats)
      .filter((chat) => !chat.archived)
      .sort((a, b) => a.title.localeCompare(b.title)),
  )
  const { value, error, again } = useAsked(() => client.ask('sessions.found'))

  const adopt = async (session: SessionId) => {
    const reply = await client.call('sessions.adopt', { session, chat: into === NEW ? null : into })
    if (!reply.ok) return
    ui.setState({ dialog: null })
    actions.open(reply.value)
  }
  if (error !== null) return <FailureNote message={error} onRetry={again} />
  if (!value) return <Loading />
  if (value.length === 0) return <p className="py-4 text-muted">{words.none}</p>
  const found = value
    .filter((session) =>
      `${session.title} ${session.directory} ${session.id}`.toLowerCase().includes(filter.toLowerCase()),
    )
    .sort((a, b) => b.lastActivityAt - a.lastActivityAt)
  return (
    <>
      <div className="flex items-center gap-2">
        <SearchInput boxed label={words.filter} value={filter} onChange={setFilter} />
        <span className="text-sm text-muted">{words.into}</span>
        <Picker
          label={words.into}
          value={into}
          options={[
            { value: NEW, label: words.newChat },
            ...chats.map((chat) => ({ value: chat.key, label: chat.title })),
          ]}
          onChange={setInto}
        />
      </div>
      <ul className="mt-2">
        {found.slice(0, SHOWN).map((session) => (
          <FoundSession key={session.id} session={session} onAdopt={() => void adopt(session.id)} />
        ))}
      </ul>
    </>
  )
}
