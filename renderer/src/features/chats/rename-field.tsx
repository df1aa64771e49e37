import type { ChatView } from '@shared/app-state.ts'

import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

/** Renames in place: Enter keeps, Esc leaves, an empty name gives back what Telegram calls it. */
export function RenameField({ chat }: { chat: ChatView }) {
  const t = useT()
  const { client, ui } = useServices()
  const leave = () => ui.setState({ renaming: null })
  const keep = (value: string) => {
    leave()
    const name = value.trim()
    if (name !== chat.title) void client.call('chats.rename', { chat: chat.key, name: name === '' ? null : name })
  }
  return (
    <input
      aria-label={t.list.newName}
      defaultValue={chat.title}
      ref={(field) => field?.select()}
      onBlur={(event) => keep(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') event.currentTarget.blur()
        else if (event.key === 'Escape') {
          event.preventDefault()
          leave()
        }
      }}
      className="h-6 w-full rounded-md border border-field bg-bg px-1.5"
    />
  )
}
