import type { ChatKey } from '@shared/ids.ts'

/** The set with the key in it, or out of it where it was in. */
export function toggled(set: ReadonlySet<ChatKey>, key: ChatKey): Set<ChatKey> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}
