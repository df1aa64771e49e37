import type { ChatView } from '@shared/app-state.ts'
import { STATUSES, type Status } from '@shared/status.ts'
import { ListFilter } from 'lucide-react'

import { IconButton } from '@/components/icon-button.tsx'
import { Menu, MenuChoices } from '@/components/menu.tsx'
import { tilde } from '@/lib/format.ts'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices, useUi } from '@/lib/services.ts'

import { type FilterField, wanted, withWanted } from './filter.ts'

/** Directories and people offered; more are found by typing. */
const AT_MOST = 24

/** Narrows the list by status, directory or person. Writes into the search what could be typed there as well. */
export function FilterMenu() {
  const t = useT()
  return (
    <Menu trigger={<IconButton label={t.list.filter} icon={ListFilter} />}>
      <FilterChoices />
    </Menu>
  )
}

const distinct = (chats: readonly ChatView[], of: (chat: ChatView) => string | null): string[] =>
  [...new Set(chats.flatMap((chat) => of(chat) || []))].sort().slice(0, AT_MOST)

/** Rendered only while the menu is open: it reads all chats. */
function FilterChoices() {
  const t = useT()
  const { ui } = useServices()
  const filter = useUi((state) => state.filter)
  const home = useApp((app) => app.home)
  const chats = useApp((app) => app.chats)
  const all = Object.values(chats)
  const choices = (field: FilterField, values: readonly string[], label: (value: string) => string) => (
    <MenuChoices
      key={field}
      label={t.list.filterBy[field]}
      value={values.find((value) => value.toLowerCase() === wanted(filter, field)) ?? ''}
      options={[{ value: '', label: t.list.any }, ...values.map((value) => ({ value, label: label(value) }))]}
      onPick={(value) => ui.setState({ filter: withWanted(filter, field, value) })}
    />
  )
  return (
    <>
      {choices('status', STATUSES, (value) => t.common.status[value as Status])}
      {choices(
        'dir',
        distinct(all, (chat) => chat.directory),
        (value) => tilde(value, home),
      )}
      {choices(
        'user',
        distinct(all, (chat) => chat.username),
        (value) => `@${value}`,
      )}
    </>
  )
}
