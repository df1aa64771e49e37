import type { ApprovalAnswer, Question } from './approval.ts'
import type { Tokens } from './chat.ts'
import type { PromptId, SessionId } from './ids.ts'
import type { TurnErrorCode } from './turn-error.ts'

/** What a turn cost and how long it took, as Claude's `result` says. */
export interface TurnFacts {
  readonly durationMs: number
  /** USD of this turn alone (Claude's totals are cumulative; the driver subtracts). */
  readonly costUsd: number
  /** Claude's running total for the session, USD. */
  readonly totalCostUsd: number
  readonly tokens: Tokens
  readonly contextUsed: number | null
  readonly contextWindow: number | null
  readonly model: string | null
}

/** How a turn ended. `text` of the final answer is everything Claude said in the turn, in order. */
export type TurnOutcome =
  | { readonly how: 'done' }
  | { readonly how: 'stopped' }
  | { readonly how: 'failed'; readonly code: TurnErrorCode; readonly message: string }

/** A request of Claude's that a person must answer. `respond` may be called once. */
export interface PermissionRequest {
  /** Claude's own request id. */
  readonly requestId: string
  readonly kind: 'permission' | 'question' | 'plan'
  readonly tool: string
  readonly input: Readonly<Record<string, unknown>>
  readonly title: string
  /** Markdown: full command, diff, plan. */
  readonly detail: string
  readonly rule: string | null
  readonly questions: readonly Question[]
  /** Hands the answer to Claude. A second call is ignored. */
  respond(answer: ApprovalAnswer): void
}

/** What a live session says, in the order it says it. Produced by `claude/`, consumed by `sessions/`. */
export type TurnEvent =
  /** Claude named the session (first turn, /clear, fork): save it at once. */
  | { readonly type: 'session named'; readonly sessionId: SessionId }
  | {
      readonly type: 'turn started'
      readonly model: string
      readonly mode: string
      readonly slashCommands: readonly string[]
    }
  /** Claude has taken these prompts in. */
  | { readonly type: 'prompt taken'; readonly promptId: PromptId }
  /** More text of the answer. Deltas joined are exactly the answer; a new text block begins with `block: true`. */
  | { readonly type: 'text'; readonly delta: string; readonly block: boolean }
  | { readonly type: 'thinking' }
  | {
      readonly type: 'tool started'
      readonly id: string
      readonly name: string
      /** One line for people: `npm test`, `src/x.ts`. */
      readonly summary: string
      readonly input: Readonly<Record<string, unknown>>
      /** Set when a subagent runs it. */
      readonly parent: string | null
    }
  | { readonly type: 'tool ended'; readonly id: string; readonly ok: boolean; readonly output: string }
  | { readonly type: 'permission requested'; readonly request: PermissionRequest }
  | { readonly type: 'permission withdrawn'; readonly requestId: string }
  | {
      readonly type: 'retrying'
      readonly attempt: number
      readonly of: number
      readonly reason: string
      readonly delayMs: number
    }
  | { readonly type: 'rate limit'; readonly status: string; readonly resetsAt: number | null }
  | { readonly type: 'compacted'; readonly before: number; readonly after: number }
  | {
      readonly type: 'turn ended'
      readonly outcome: TurnOutcome
      /** All text of the turn's top-level answer, blocks joined by a blank line. */
      readonly text: string
      readonly facts: TurnFacts
      /** True where Claude began the turn by itself (a background task ended). */
      readonly unprompted: boolean
      /** Our prompts that this turn answered. */
      readonly prompts: readonly PromptId[]
    }
  /** The child is gone. Comes last, exactly once. */
  | { readonly type: 'exited'; readonly code: number | null; readonly signal: string | null; readonly stderr: string }
