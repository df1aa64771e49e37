import type { AppState, ChatView } from '../../shared/app-state.ts'
import type { Approval } from '../../shared/approval.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { same } from './same.ts'

/** All of the state but its lists and its revision. */
export type StateHead = Omit<AppState, 'rev' | 'chats' | 'approvals'>
/** The state without a revision: that belongs to whoever sends it. */
export type StateFacts = Omit<AppState, 'rev'>

/** Where the state comes from. Each is asked only when it may have changed and somebody looks. */
export interface StateParts {
  head(): StateHead
  chatKeys(): readonly ChatKey[]
  chat(key: ChatKey): ChatView | undefined
  approvals(): readonly Approval[]
}

/** The one state of the desktop: window, tray and notifications all read it here. */
export interface StateBook {
  chatChanged(key: ChatKey): void
  approvalsChanged(): void
  headChanged(): void
  /** Recomputes what was marked and nothing else. A value that did not change keeps its identity. */
  current(): StateFacts
  /** Called with each mark. Returns the way out. */
  onMark(listener: () => void): () => void
}

export function createStateBook(parts: StateParts): StateBook {
  const listeners = new Set<() => void>()
  const dirtyChats = new Set<ChatKey>()
  let dirtyApprovals = true
  let dirtyHead = true
  let facts: StateFacts | null = null

  const mark = (): void => listeners.forEach((listener) => listener())

  return {
    chatChanged(key) {
      dirtyChats.add(key)
      mark()
    },
    approvalsChanged() {
      dirtyApprovals = true
      mark()
    },
    headChanged() {
      dirtyHead = true
      mark()
    },
    current() {
      const before = facts
      const chatKeys = before ? [...dirtyChats] : parts.chatKeys()
      const chats = refresh(before?.chats ?? {}, chatKeys, parts.chat)
      // A child that came or went in the middle of a turn is in the head's counts too.
      const counts = chatKeys.some((key) => before?.chats[key]?.live !== chats[key]?.live)
      const next: StateFacts = {
        ...(dirtyHead || counts || !before ? keepSame(before, parts.head()) : before),
        chats,
        approvals: dirtyApprovals || !before ? replace(before?.approvals ?? {}, parts.approvals()) : before.approvals,
      }
      dirtyChats.clear()
      dirtyApprovals = false
      dirtyHead = false
      facts = next
      return next
    },
    onMark(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function keepSame(before: StateFacts | null, head: StateHead): StateHead {
  if (!before) return head
  const kept = Object.entries(head).map(([key, value]) => {
    const old = before[key as keyof StateHead]
    return [key, same(old, value) ? old : value]
  })
  return Object.fromEntries(kept) as StateHead
}

function refresh(
  before: Record<string, ChatView>,
  keys: readonly ChatKey[],
  viewOf: (key: ChatKey) => ChatView | undefined,
): Record<string, ChatView> {
  let next = before
  for (const key of keys) {
    const view = viewOf(key)
    const old = before[key]
    if (same(view, old)) continue
    if (next === before) next = { ...before }
    if (view) next[key] = view
    else delete next[key]
  }
  return next
}

function replace(before: Record<string, Approval>, list: readonly Approval[]): Record<string, Approval> {
  const next = Object.fromEntries(
    list.map((approval) => [approval.id, same(before[approval.id], approval) ? before[approval.id] : approval]),
  ) as Record<string, Approval>
  return same(before, next) ? before : next
}
