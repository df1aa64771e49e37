import type { ChatKey } from '@shared/ids.ts'

/** The set with the key in it, or out of it where it was in. */
export function toggled(set: ReadonlySet<ChatKey>, key: ChatKey): Set<ChatKey> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}

/** The set with all rows from one to another in it, whichever of the two stands first. */
export function withRange(
  set: ReadonlySet<ChatKey>,
  rows: readonly ChatKey[],
  from: ChatKey | null,
  to: ChatKey,
): Set<ChatKey> {
  const ends = [from ?? to, to].map((key) => rows.indexOf(key)).sort((a, b) => a - b)
  const [first = 0, last = 0] = ends[0] === -1 ? [rows.indexOf(to), rows.indexOf(to)] : ends
  return new Set([...set, ...rows.slice(first, last + 1)])
}
