import { randomBytes } from 'node:crypto'

import type { Approval, ApprovalAnswer, ApprovalOutcome } from '../shared/approval.ts'
import { forgetOldest } from '../shared/forget-oldest.ts'
import type { ChatKey, PromptId } from '../shared/ids.ts'
import type { Actor } from '../shared/prompt.ts'
import { done, fail } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import type { PermissionRequest } from '../shared/turn-events.ts'
import type { Core } from './core.ts'

/** How many closed approvals are remembered, so that a late press is told who answered, and where. */
const REMEMBERED = 1000

/** Stands for the prompt of an approval in a turn that Claude began by itself. */
const NO_PROMPT = '00000000-0000-0000-0000-000000000000' as PromptId

/** What waits for a person. Promise 3: bound to its request and turn, the first answer wins, it dies with its turn. */
export interface Approvals {
  open(chat?: ChatKey): readonly Approval[]
  ask(chat: ChatKey, prompt: PromptId | null, request: PermissionRequest): void
  /** Claude withdrew the request (the turn was stopped, a hook decided). */
  withdraw(chat: ChatKey, requestId: string): void
  /** The turn is over: whatever still waits in this chat can no longer be answered. */
  closeAll(chat: ChatKey, why: string): void
  answer(id: string, answer: ApprovalAnswer, by: Actor): Promise<Result>
  /** Closes the approvals that an earlier run left open: their turn is gone. */
  closeOld(): Promise<void>
}

interface Open {
  readonly approval: Approval
  readonly request: PermissionRequest
  readonly cancelExpiry: (() => void) | null
  readonly expire: () => void
}

/** How an approval ended, in words for whoever comes too late. Pure. */
export function outcomeText(outcome: ApprovalOutcome): string {
  if (outcome.how === 'expired') return 'It has expired.'
  if (outcome.how === 'died') return `${outcome.why}.`
  const who = outcome.by.name ? `${outcome.by.name} in ${outcome.by.surface}` : `the ${outcome.by.surface}`
  const what = {
    'allow once': 'Allowed once',
    'allow for session': 'Allowed for the session',
    deny: 'Denied',
    answer: 'Answered',
  }
  return `${what[outcome.answer.decision]} by ${who}.`
}

/** Why an answer does not fit what was asked, or null where it does. Pure. */
function misfit(approval: Approval, answer: ApprovalAnswer): string | null {
  if (approval.kind === 'question' && answer.decision.startsWith('allow'))
    return 'A question needs an answer, not a permission.'
  if (approval.kind !== 'question' && answer.decision === 'answer') return 'This needs Allow or Deny, not an answer.'
  if (answer.decision === 'allow for session' && approval.rule === null)
    return 'This cannot be allowed for the whole session.'
  return null
}

export function createApprovals(core: Core): Approvals {
  const open = new Map<string, Open>()
  const closed = new Map<string, ApprovalOutcome>()

  const close = ({ approval, cancelExpiry }: Open, outcome: ApprovalOutcome): void => {
    open.delete(approval.id)
    cancelExpiry?.()
    remember(approval.id, outcome)
    core.emit({ type: 'approval closed', approval, outcome })
    core.emit({ type: 'chat changed', chat: approval.chat })
    core.journal
      .write({ type: 'closed', id: approval.id, outcome })
      .catch((error: unknown) => core.log.error('approvals.journal', { error }))
  }
  const remember = (id: string, outcome: ApprovalOutcome): void => {
    closed.set(id, outcome)
    forgetOldest(closed, REMEMBERED)
  }

  return {
    open: (chat) =>
      [...open.values()].map((entry) => entry.approval).filter((a) => chat === undefined || a.chat === chat),

    ask(chat, prompt, request) {
      const askedAt = core.clock.now()
      const lifetime = core.settings().approvals.expireAfterMs
      const approval: Approval = {
        id: randomBytes(9).toString('base64url'),
        chat,
        prompt: prompt ?? NO_PROMPT,
        kind: request.kind,
        tool: request.tool,
        title: request.title,
        detail: request.detail,
        rule: request.rule,
        questions: [...request.questions],
        askedAt,
        expiresAt: lifetime === null ? null : askedAt + lifetime,
      }
      const expire = (): void => {
        close(entry, { how: 'expired', at: core.clock.now() })
        request.respond({ decision: 'deny', reason: 'Nobody answered in time.' })
      }
      const cancelExpiry = lifetime === null ? null : core.clock.after(lifetime, expire)
      const entry: Open = { approval, request, cancelExpiry, expire }
      open.set(approval.id, entry)
      core.journal
        .write({ type: 'asked', approval })
        .catch((error: unknown) => core.log.error('approvals.journal', { error }))
      core.emit({ type: 'approval opened', approval })
      core.emit({ type: 'chat changed', chat })
    },

    withdraw(chat, requestId) {
      for (const entry of open.values()) {
        if (entry.approval.chat === chat && entry.request.requestId === requestId) {
          close(entry, { how: 'died', why: 'Claude withdrew the request', at: core.clock.now() })
        }
      }
    },

    closeAll(chat, why) {
      for (const entry of open.values()) {
        if (entry.approval.chat === chat) close(entry, { how: 'died', why, at: core.clock.now() })
      }
    },

    async answer(id, answer, by) {
      // Its timer stood still while the machine slept.
      const asked = open.get(id)
      if (asked && asked.approval.expiresAt !== null && core.clock.now() >= asked.approval.expiresAt) asked.expire()
      const entry = open.get(id)
      if (!entry) {
        const outcome = closed.get(id)
        return fail('no-longer-open', `This is no longer open. ${outcome ? outcomeText(outcome) : 'Its turn is over.'}`)
      }
      const wrong = misfit(entry.approval, answer)
      if (wrong) return fail('bad-answer', wrong)
      // Closed before anything is awaited: of two answers at the same instant, exactly one gets here.
      close(entry, { how: 'answered', answer, by, at: core.clock.now() })
      entry.request.respond(answer)
      const { chat, tool } = entry.approval
      core.log.info('audit.approval', { approval: id, chat, tool, decision: answer.decision, by })
      return done
    },

    async closeOld() {
      const at = core.clock.now()
      const outcome: ApprovalOutcome = { how: 'died', why: 'Interrupted by a restart', at }
      for (const approval of core.journal.ledger.approvals.values()) {
        remember(approval.id, outcome)
        core.emit({ type: 'approval closed', approval, outcome })
        await core.journal.write({ type: 'closed', id: approval.id, outcome })
      }
    },
  }
}
