import type { Person } from '@shared/settings.ts'

import { useT } from '@/lib/i18n/index.ts'
import { useAppShallow } from '@/lib/services.ts'

/** A person by name. Whom a variable let in is a number until they have written: then their own chat names them. */
export function PersonName({ person }: { person: Person }) {
  const t = useT()
  const chat = useAppShallow((app) => {
    const { title = '', username = null } = app.chats[`telegram:${person.id}`] ?? {}
    return { title, username }
  })
  const name = person.name || chat.title
  const username = person.username ?? chat.username
  return (
    <>
      <span className="font-medium">{name || t.settings.people.unnamed(person.id)}</span>
      {username !== null && <span className="text-muted">@{username}</span>}
      {name !== '' && username === null && (
        <span className="num text-muted">{t.settings.people.unnamed(person.id)}</span>
      )}
    </>
  )
}
