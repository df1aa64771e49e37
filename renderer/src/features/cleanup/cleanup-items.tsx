import { useState } from 'react'

import { useT } from '@/lib/i18n/index.ts'

import { CleanupRow } from './cleanup-row.tsx'
import type { Group } from './selection.ts'

/** Items of a group shown before somebody asks for all: an orphaned directory can hold thousands. */
const AT_FIRST = 50

interface Props {
  items: Group['items']
  selection: ReadonlySet<string>
  onSelect: (ids: readonly string[], on: boolean) => void
}

/** The items of a group. */
export function CleanupItems({ items, selection, onSelect }: Props) {
  const t = useT()
  const [all, setAll] = useState(false)
  const shown = all ? items : items.slice(0, AT_FIRST)
  return (
    <ul className="border-t">
      {shown.map((item) => (
        <CleanupRow
          key={item.id}
          item={item}
          chosen={selection.has(item.id)}
          onChoose={(on) => onSelect([item.id], on)}
        />
      ))}
      {shown.length < items.length && (
        <li>
          <button
            type="button"
            onClick={() => setAll(true)}
            className="h-9 w-full px-3 text-left text-muted hover:bg-hover"
          >
            {t.cleanup.showAll(items.length)}
          </button>
        </li>
      )}
    </ul>
  )
}
