import { Fold } from '@/components/fold.tsx'
import { Tick } from '@/components/tick.tsx'
import { useNumbers, useT } from '@/lib/i18n/index.ts'

import { CleanupItems } from './cleanup-items.tsx'
import type { Group } from './selection.ts'

interface Props {
  group: Group
  selection: ReadonlySet<string>
  onSelect: (ids: readonly string[], on: boolean) => void
}

/** One group: how many, how large, and each of them. */
export function CleanupGroupCard({ group, selection, onSelect }: Props) {
  const t = useT()
  const { freedBytes } = useNumbers()
  const ids = group.items.map((item) => item.id)
  const chosen = ids.filter((id) => selection.has(id)).length
  return (
    <section aria-label={t.cleanup.group[group.name]} className="relative rounded-lg border">
      <Tick
        label={t.cleanup.selectAll(t.cleanup.group[group.name])}
        checked={chosen === ids.length}
        some={chosen > 0 && chosen < ids.length}
        onChange={(on) => onSelect(ids, on)}
        className="absolute top-3 left-3 z-10"
      />
      <Fold
        open
        className="[&>button]:h-10 [&>button]:pl-9"
        title={
          <span className="flex min-w-0 flex-1 items-baseline gap-3 pr-2">
            <span className="shrink-0 font-medium">{t.cleanup.group[group.name]}</span>
            <span className="min-w-0 flex-1 truncate text-sm text-muted">{t.cleanup.help[group.name]}</span>
            <span className="num shrink-0 text-muted">{t.cleanup.items(ids.length)}</span>
            <span className="num w-16 shrink-0 text-right text-muted">{freedBytes(group.size)}</span>
          </span>
        }
      >
        <CleanupItems items={group.items} selection={selection} onSelect={onSelect} />
      </Fold>
    </section>
  )
}
