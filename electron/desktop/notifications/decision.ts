import { activityWords } from '../../shared/activity.ts'
import type { ChatView } from '../../shared/app-state.ts'
import type { Approval } from '../../shared/approval.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Settings } from '../../shared/settings.ts'
import type { StateFacts } from '../state/state-book.ts'

type NoticeState = Pick<StateFacts, 'chats' | 'approvals'>

/** A desktop notification, as data. */
export interface Notice {
  readonly kind: 'needs you' | 'failed' | 'done'
  readonly title: string
  readonly body: string
  /** Where a click leads; null opens the list. */
  readonly chat: ChatKey | null
  /** Set where it can be answered right there. */
  readonly approval: Approval | null
}

/** Notices about more chats than this at once become one. */
const AT_ONCE = 3
/** Longest body; panels cut the rest anyway. */
const LONGEST = 200

/**
 * What to tell a person about the step from one state to the next: at most one notice for each chat and transition.
 * Nothing at start (what was so before is no news), nothing while they want quiet, and no "done" for somebody who
 * is looking at the window. Pure.
 */
export function noticesFor(given: {
  readonly before: NoticeState | null
  readonly after: NoticeState
  readonly settings: Settings['notifications']
  readonly now: number
  readonly looking: boolean
}): Notice[] {
  const { before, after, settings, now } = given
  if (!before) return []
  if (settings.doNotDisturbUntil !== null && settings.doNotDisturbUntil > now) return []
  return Object.values(after.chats).flatMap((chat) => {
    const notice = transition(chat, before, after)
    return notice && wanted(notice, chat, settings, given.looking) ? [notice] : []
  })
}

/** What is shown of notices that came at once: each as it is, or one that counts, where many chats speak. Pure. */
export function together(notices: readonly Notice[]): readonly Notice[] {
  // A chat that asked and then failed counts as what it is last.
  const last = [...new Map(notices.map((notice) => [notice.chat, notice])).values()]
  return last.length > AT_ONCE ? [summary(last)] : notices
}

function transition(chat: ChatView, before: NoticeState, after: NoticeState): Notice | null {
  if (chat.archived) return null
  const old = before.chats[chat.key]
  const changed = old?.status !== chat.status
  const fresh = Object.values(after.approvals).find(
    (approval) => approval.chat === chat.key && !Object.hasOwn(before.approvals, approval.id),
  )
  const told = { title: chat.title, chat: chat.key, approval: null }
  if (fresh) {
    const body = shorten(fresh.title)
    return { ...told, kind: 'needs you', body, approval: fresh.kind === 'question' ? null : fresh }
  }
  if (!changed) return null
  const about = chat.activity && activityWords(chat.activity)
  if (chat.status === 'needs approval' || chat.status === 'needs answer' || chat.status === 'stale')
    return { ...told, kind: 'needs you', body: shorten(about ?? chat.status) }
  if (chat.status === 'failed') return { ...told, kind: 'failed', body: shorten(about ?? 'The turn failed') }
  // A chat seen for the first time has finished nothing under our eyes.
  if (chat.status === 'unread' && old) return { ...told, kind: 'done', body: 'The answer is there' }
  return null
}

function wanted(notice: Notice, chat: ChatView, settings: Settings['notifications'], looking: boolean): boolean {
  const own = chat.preferences.notifications ?? 'all'
  if (own === 'off') return false
  switch (notice.kind) {
    case 'needs you':
      return settings.needsYou
    case 'failed':
      return settings.failed && own === 'all'
    case 'done':
      return settings.done && own === 'all' && !looking
  }
}

/** Many at once, as one; the most pressing kind names it. */
function summary(notices: readonly Notice[]): Notice {
  const kinds = ['needs you', 'failed', 'done'] as const
  const words = { 'needs you': ['needs you', 'need you'], failed: ['failed', 'failed'], done: ['is done', 'are done'] }
  const counts = kinds.map((kind) => ({ kind, count: notices.filter((notice) => notice.kind === kind).length }))
  const present = counts.filter(({ count }) => count > 0)
  return {
    kind: present[0]?.kind ?? 'done',
    title: `${notices.length} chats`,
    body: present.map(({ kind, count }) => `${count} ${words[kind][count === 1 ? 0 : 1]}`).join(' · '),
    chat: null,
    approval: null,
  }
}

const shorten = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text)
