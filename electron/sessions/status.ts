import type { Activity, Retrying } from '../shared/activity.ts'
import type { Status } from '../shared/status.ts'
import type { TurnErrorCode } from '../shared/turn-error.ts'

/** What is true of a chat right now: process facts and protocol events, nothing remembered from a file. */
export interface StatusFacts {
  readonly now: number
  /** A running turn, if there is one. */
  readonly turn: {
    readonly startedAt: number
    /** The child is being started; nothing was given yet. */
    readonly starting: boolean
    readonly lastEventAt: number
    readonly tool: { readonly name: string; readonly summary: string; readonly startedAt: number } | null
    readonly speaking: boolean
    readonly retrying: Retrying | null
  } | null
  readonly approvals: readonly {
    readonly kind: 'permission' | 'question' | 'plan'
    readonly title: string
    readonly askedAt: number
  }[]
  /** An unanswered "Interrupted while working", or a session that another process holds. */
  readonly waitsFor: { readonly what: Activity; readonly since: number } | null
  /** A child of an earlier run that still works. */
  readonly finishing: { readonly since: number } | null
  readonly queued: number
  readonly queuedSince: number | null
  readonly last: EndedBadly | null
  readonly unread: boolean
  readonly lastActivityAt: number
  readonly staleAfterMs: number | null
}

/** How the last turn ended, if not with an answer. */
export type EndedBadly =
  | { readonly how: 'failed'; readonly code: TurnErrorCode; readonly message: string; readonly at: number }
  | { readonly how: 'stopped'; readonly at: number }

export interface StatusView {
  readonly status: Status
  /** What it is about. */
  readonly activity: Activity | null
  /** Since when (epoch ms). */
  readonly since: number
}

const text = (words: string): Activity => ({ is: 'text', text: words })

/**
 * The one place where a status is decided: tray, list, notification and Telegram all show this. It is computed from
 * facts each time, for a status that is remembered can be wrong. Pure.
 */
export function statusOf(facts: StatusFacts): StatusView {
  const { turn } = facts
  if (!turn && facts.last?.how === 'failed') {
    const { code, message, at } = facts.last
    return { status: 'failed', activity: { is: 'failed', code, message }, since: at }
  }
  const permission = facts.approvals.find((approval) => approval.kind !== 'question')
  if (permission) return { status: 'needs approval', activity: text(permission.title), since: permission.askedAt }
  const question = facts.approvals[0]
  if (question) return { status: 'needs answer', activity: text(question.title), since: question.askedAt }
  if (facts.waitsFor) return { status: 'needs answer', activity: facts.waitsFor.what, since: facts.waitsFor.since }
  if (turn) return whileTurnRuns(turn, facts)
  if (facts.finishing) {
    return { status: 'working', activity: { is: 'finishing' }, since: facts.finishing.since }
  }
  if (facts.queued > 0) {
    return { status: 'queued', activity: { is: 'waiting', count: facts.queued }, since: facts.queuedSince ?? facts.now }
  }
  if (facts.unread) return { status: 'unread', activity: { is: 'done' }, since: facts.lastActivityAt }
  if (facts.last) return { status: 'stopped', activity: { is: 'stopped' }, since: facts.last.at }
  return { status: 'idle', activity: null, since: facts.lastActivityAt }
}

function whileTurnRuns(turn: NonNullable<StatusFacts['turn']>, facts: StatusFacts): StatusView {
  if (turn.starting) return { status: 'starting', activity: { is: 'starting' }, since: turn.startedAt }
  const silent = facts.now - turn.lastEventAt
  if (facts.staleAfterMs !== null && silent >= facts.staleAfterMs) {
    return {
      status: 'stale',
      activity: { is: 'silent', minutes: Math.floor(silent / 60_000) },
      since: turn.lastEventAt,
    }
  }
  if (turn.retrying) {
    return { status: 'working', activity: { is: 'retrying', ...turn.retrying }, since: turn.startedAt }
  }
  if (turn.tool) {
    return { status: 'working', activity: text(`${turn.tool.name} ${turn.tool.summary}`.trim()), since: turn.startedAt }
  }
  return { status: 'working', activity: { is: turn.speaking ? 'answering' : 'thinking' }, since: turn.startedAt }
}
