import type { HistoryEntry, HistoryPage } from '@shared/history.ts'

export type Positioned = HistoryPage['entries'][number]
type EntryOf<T extends HistoryEntry['type']> = Extract<HistoryEntry, { type: T }>

/** What stands in the transcript: entries, with each tool call and its result made one. */
export type Item =
  | { readonly key: string; readonly kind: 'prompt'; readonly entry: EntryOf<'prompt'> }
  | { readonly key: string; readonly kind: 'answer'; readonly entry: EntryOf<'answer'> }
  | {
      readonly key: string
      readonly kind: 'tool'
      readonly entry: EntryOf<'tool'>
      readonly result: EntryOf<'tool result'> | null
    }
  | { readonly key: string; readonly kind: 'end'; readonly entry: EntryOf<'end'> }
  | { readonly key: string; readonly kind: 'notice'; readonly entry: EntryOf<'notice'> }

/**
 * The items of a run of entries. Keys come from positions, so that a page put in front changes none of them.
 * A result whose call lies on an older page is left for that page.
 */
export function toItems(entries: readonly Positioned[]): Item[] {
  const results = new Map<string, EntryOf<'tool result'>>()
  for (const { entry } of entries) if (entry.type === 'tool result') results.set(entry.id, entry)
  return entries.flatMap(({ position, entry }): Item[] => {
    const key = String(position)
    switch (entry.type) {
      case 'tool result':
        return []
      case 'tool':
        return [{ key, kind: 'tool', entry, result: results.get(entry.id) ?? null }]
      case 'prompt':
        return [{ key, kind: 'prompt', entry }]
      case 'answer':
        return [{ key, kind: 'answer', entry }]
      case 'end':
        return [{ key, kind: 'end', entry }]
      case 'notice':
        return [{ key, kind: 'notice', entry }]
    }
  })
}

/** Two runs of entries as one, each position once, in order. */
export function merge(a: readonly Positioned[], b: readonly Positioned[]): Positioned[] {
  const lastOfA = a.at(-1)?.position ?? -1
  const firstOfB = b[0]?.position ?? Infinity
  if (lastOfA < firstOfB) return [...a, ...b]
  const byPosition = new Map([...a, ...b].map((entry) => [entry.position, entry]))
  return [...byPosition.values()].sort((x, y) => x.position - y.position)
}

/** The index of the item in which the entry of a position stands: its own, or that of the tool call whose result it is. */
export const indexAt = (items: readonly Item[], position: number): number =>
  Math.max(
    0,
    items.findLastIndex((item) => Number(item.key) <= position),
  )
