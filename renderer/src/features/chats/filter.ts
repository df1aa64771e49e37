import type { ChatView } from '@shared/app-state.ts'

const fields: Record<string, (chat: ChatView) => string> = {
  status: (chat) => chat.status,
  dir: (chat) => chat.directory,
  user: (chat) => chat.username ?? '',
}

const everything = (chat: ChatView): string =>
  `${chat.title} @${chat.username ?? ''} ${chat.directory} ${chat.status} ${chat.activity ?? ''}`.toLowerCase()

/**
 * Whether a chat has all the words of a filter, in title, user, directory, status or activity.
 * `status:working`, `dir:api` and `user:ann` look in one of them only.
 */
export function matches(chat: ChatView, filter: string): boolean {
  if (filter === '') return true
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => {
      const [name = '', rest] = word.split(':', 2)
      const field = rest === undefined ? undefined : fields[name]
      return field
        ? field(chat)
            .toLowerCase()
            .includes(rest ?? '')
        : everything(chat).includes(word)
    })
}
