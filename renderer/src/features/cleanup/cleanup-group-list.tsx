import type { CleanupItem } from '@shared/cleanup.ts'

import { CleanupGroupCard } from './cleanup-group-card.tsx'
import { grouped } from './selection.ts'

interface Props {
  items: readonly CleanupItem[]
  selection: ReadonlySet<string>
  onSelect: (ids: readonly string[], on: boolean) => void
}

/** The preview, by group. */
export function CleanupGroupList({ items, selection, onSelect }: Props) {
  return (
    <div className="flex flex-col gap-4">
      {grouped(items).map((group) => (
        <CleanupGroupCard key={group.name} group={group} selection={selection} onSelect={onSelect} />
      ))}
    </div>
  )
}
