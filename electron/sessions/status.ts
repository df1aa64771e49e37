import type { Status } from '../shared/status.ts'
import { retryingWords } from './retrying.ts'
import type { Retrying } from './retrying.ts'

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
  readonly waitsFor: { readonly what: string; readonly since: number } | null
  /** A child of an earlier run that still works. */
  readonly finishing: { readonly since: number } | null
  readonly queued: number
  readonly queuedSince: number | null
  readonly last: { readonly how: 'failed' | 'stopped'; readonly message: string; readonly at: number } | null
  readonly unread: boolean
  readonly lastActivityAt: number
  readonly staleAfterMs: number | null
}

export interface StatusView {
  readonly status: Status
  /** What it is about, in words. */
  readonly activity: string | null
  /** Since when (epoch ms). */
  readonly since: number
}

/**
 * The one place where a status is decided: tray, list, notification and Telegram all show this. A status that
 * lies is the field's number one complaint (desktop-apps §3.1), so it is computed from facts each time.
 */
export function statusOf(facts: StatusFacts): StatusView {
  const { turn } = facts
  if (!turn && facts.last?.how === 'failed') {
    return { status: 'failed', activity: facts.last.message, since: facts.last.at }
  }
  const permission = facts.approvals.find((approval) => approval.kind !== 'question')
  if (permission) return { status: 'needs approval', activity: permission.title, since: permission.askedAt }
  const question = facts.approvals[0]
  if (question) return { status: 'needs answer', activity: question.title, since: question.askedAt }
  if (facts.waitsFor) return { status: 'needs answer', activity: facts.waitsFor.what, since: facts.waitsFor.since }
  if (turn) return whileTurnRuns(turn, facts)
  if (facts.finishing) {
    return { status: 'working', activity: 'finishing from before the restart', since: facts.finishing.since }
  }
  if (facts.queued > 0) {
    return { status: 'queued', activity: `${facts.queued} waiting`, since: facts.queuedSince ?? facts.now }
  }
  if (facts.unread) return { status: 'unread', activity: 'done', since: facts.lastActivityAt }
  if (facts.last) return { status: 'stopped', activity: facts.last.message, since: facts.last.at }
  return { status: 'idle', activity: null, since: facts.lastActivityAt }
}

function whileTurnRuns(turn: NonNullable<StatusFacts['turn']>, facts: StatusFacts): StatusView {
  if (turn.starting) return { status: 'starting', activity: 'starting Claude', since: turn.startedAt }
  const silent = facts.now - turn.lastEventAt
  if (facts.staleAfterMs !== null && silent >= facts.staleAfterMs) {
    return {
      status: 'stale',
      activity: `no sign of life for ${Math.floor(silent / 60_000)} min`,
      since: turn.lastEventAt,
    }
  }
  if (turn.retrying) return { status: 'working', activity: retryingWords(turn.retrying), since: turn.startedAt }
  if (turn.tool) {
    return { status: 'working', activity: `${turn.tool.name} ${turn.tool.summary}`.trim(), since: turn.startedAt }
  }
  return { status: 'working', activity: turn.speaking ? 'answering' : 'thinking', since: turn.startedAt }
}
