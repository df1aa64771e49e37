import type { StatePatch } from '../../shared/app-state.ts'
import type { StateFacts } from './state-book.ts'

type Change = Omit<StatePatch, 'rev'>

/** What changed between two states of the book, or null. Compares identities: the book keeps those of equal values. Pure. */
export function changeBetween(before: StateFacts, after: StateFacts): Change | null {
  const change: Change = {}
  const set = headChanges(before, after)
  if (set) change.set = set
  const chats = keyChanges(before.chats, after.chats)
  if (chats) change.chats = chats
  const approvals = keyChanges(before.approvals, after.approvals)
  if (approvals) change.approvals = approvals
  return Object.keys(change).length > 0 ? change : null
}

function headChanges(before: StateFacts, after: StateFacts): Change['set'] | null {
  const changed = Object.entries(after).filter(
    ([key, value]) => key !== 'chats' && key !== 'approvals' && before[key as keyof StateFacts] !== value,
  )
  return changed.length > 0 ? (Object.fromEntries(changed) as Change['set']) : null
}

function keyChanges<T>(before: Record<string, T>, after: Record<string, T>): Record<string, T | null> | null {
  if (before === after) return null
  const changes: Record<string, T | null> = {}
  for (const [key, value] of Object.entries(after)) if (before[key] !== value) changes[key] = value
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) changes[key] = null
  return Object.keys(changes).length > 0 ? changes : null
}
