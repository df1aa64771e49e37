import { ArrowUpDown, Import, Plus } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { IconButton } from '@/components/icon-button.tsx'
import { Menu, MenuRadios } from '@/components/menu.tsx'
import { SearchInput } from '@/components/search-input.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices, useUi } from '@/lib/services.ts'

import { FilterMenu } from './filter-menu.tsx'

const SORTS = ['attention', 'title', 'directory', 'activity', 'cost'] as const

/** Search, filter, order, and the ways to a new line. */
export function Toolbar() {
  const t = useT()
  const { ui } = useServices()
  const filter = useUi((state) => state.filter)
  const sort = useUi((state) => state.sort)
  return (
    <div className="flex h-11 shrink-0 items-center gap-1 border-b px-2">
      <h1 className="sr-only">{t.list.title}</h1>
      <SearchInput
        label={t.list.search}
        value={filter}
        onChange={(value) => ui.setState({ filter: value })}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault()
            document.querySelector<HTMLElement>('[role=grid] [role=row][tabindex="0"]')?.focus()
          } else if (event.key === 'Escape' && filter !== '') {
            event.preventDefault()
            ui.setState({ filter: '' })
          }
        }}
      />
      <FilterMenu />
      <Menu trigger={<IconButton label={t.list.sort} icon={ArrowUpDown} />}>
        <MenuRadios
          value={sort}
          options={SORTS.map((value) => ({ value, label: t.list.sortBy[value] }))}
          onPick={(value) => ui.setState({ sort: value })}
        />
      </Menu>
      <IconButton label={t.list.adoptDialog.title} icon={Import} onClick={() => ui.setState({ dialog: 'adopt' })} />
      <Button look="quiet" title={t.list.newChat} onClick={() => ui.setState({ dialog: 'new chat' })}>
        <Plus aria-hidden size={14} />
        {/* In a narrow list the words would leave no room for those of the search. */}
        <span className="@max-[420px]:sr-only">{t.list.newChat}</span>
      </Button>
    </div>
  )
}
