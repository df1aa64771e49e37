import { CLEANUP_GROUPS, type CleanupGroup, type CleanupItem } from '@shared/cleanup.ts'

export interface Group {
  readonly name: CleanupGroup
  readonly items: readonly CleanupItem[]
  /** Bytes. */
  readonly size: number
}

export const sizeOf = (items: readonly CleanupItem[]): number => items.reduce((sum, item) => sum + item.size, 0)

/** Items by group, in the order of the groups; empty groups are left out. */
export function grouped(items: readonly CleanupItem[]): Group[] {
  return CLEANUP_GROUPS.map((name) => ({ name, items: items.filter((item) => item.group === name) }))
    .filter((group) => group.items.length > 0)
    .map((group) => ({ ...group, size: sizeOf(group.items) }))
}

/** What is chosen when the preview comes: all that can be taken back. What deletes for good is chosen by a person. */
export const firstChoice = (items: readonly CleanupItem[]): Set<string> =>
  new Set(items.filter((item) => item.action !== 'purge').map((item) => item.id))

/** The selection with all of these in it, or out of it. */
export function choose(selection: ReadonlySet<string>, ids: readonly string[], on: boolean): Set<string> {
  const next = new Set(selection)
  for (const id of ids) {
    if (on) next.add(id)
    else next.delete(id)
  }
  return next
}
