import type { Clock } from '../../shared/clock.ts'
import type { Gate } from '../gate.ts'

/** A content block of the Messages API, as far as the simulator looks at it. */
export type Block =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image' | 'document'; readonly source: unknown }
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: unknown }
  | {
      readonly type: 'tool_result'
      readonly tool_use_id: string
      readonly content?: unknown
      readonly is_error?: boolean
    }
  | { readonly type: 'thinking' | 'redacted_thinking' }

export interface ModelMessage {
  readonly role: 'user' | 'assistant' | 'system'
  readonly content: string | readonly Block[]
}

/** What a rule sees of a request. */
export interface Turn {
  /** The person's newest words: the last real user text, without Claude Code's own reminders. */
  readonly text: string
  /** All that the person said in this conversation, in order, `text` last. */
  readonly prompts: readonly string[]
  /** Pictures and documents that came along with the newest words. */
  readonly attachments: readonly { readonly type: 'image' | 'document' }[]
  readonly model: string
  /** Names of the tools that Claude Code offers. */
  readonly tools: readonly string[]
  readonly sessionId: string | null
  readonly messages: readonly ModelMessage[]
  /** Results of the tools called so far in this turn, in order; text only. */
  readonly results: readonly ToolResult[]
}

export interface ToolResult {
  readonly id: string
  readonly name: string
  readonly text: string
  readonly isError: boolean
}

/** One step of a reply. `call` ends a request; the steps after it answer the request that brings the results. */
export type Step =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'thinking'; readonly text: string }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'gate'; readonly gate: Gate }
  | { readonly kind: 'call'; readonly tools: readonly { readonly name: string; readonly input: unknown }[] }
  /** What follows depends on what the tools gave. */
  | { readonly kind: 'after'; readonly next: (turn: Turn) => readonly Step[] }
  | { readonly kind: 'stop'; readonly reason: 'end_turn' | 'max_tokens' | 'refusal' | 'stop_sequence' }
  | {
      readonly kind: 'error'
      readonly status: number
      readonly message: string
      readonly retryAfter?: number
      readonly times?: number
    }
  /** Cuts the connection here. */
  | { readonly kind: 'cut' }
  /** Sends nothing more and keeps the connection open. */
  | { readonly kind: 'hang' }

export type Reply = string | readonly Step[] | ((turn: Turn) => string | readonly Step[])

/** One request as it came in. */
export interface ModelRequest {
  readonly at: number
  readonly path: string
  /** `x-claude-code-session-id`. */
  readonly sessionId: string | null
  readonly body: Readonly<Record<string, unknown>> | null
  /** What the person said, in order, as the conversation holds it. */
  readonly prompts: readonly string[]
  readonly status: number | 'cut' | 'pending'
  /** A model call for a turn (false: token counting, titles, probes). */
  readonly turn: boolean
}

export interface ModelOptions {
  readonly clock?: Clock
  readonly port?: number
  /** Any other key is 401. Default: any key that is not empty. */
  readonly apiKey?: string
  /** Characters in one streamed piece; default 24. */
  readonly chunkSize?: number
  /** Milliseconds between streamed pieces; default 0. */
  readonly chunkDelayMs?: number
  /** Requests kept; default 2,000. */
  readonly requestLog?: number
}

/** The Messages API on loopback, answering by rules. */
export interface Model {
  /** For `ANTHROPIC_BASE_URL`. */
  readonly url: string
  /** A key that is accepted. */
  readonly apiKey: string
  /** Newest rule first. A string must equal the prompt; a pattern is searched in it. Returns the way out. */
  on(when: string | RegExp | ((turn: Turn) => boolean), reply: Reply): () => void
  /** The reply where no rule fits. Default: `You said: …`. */
  otherwise(reply: Reply): void
  requests(): readonly ModelRequest[]
  /** Turns (first requests of a prompt) since the start. */
  turns(): number
  /** The prompts of a session's newest request, in order. */
  conversation(sessionId: string): readonly string[]
  /** How often this prompt stands in the newest request of any session. */
  timesSaid(prompt: string): number
  /** Streams open now, and the most there ever were at once. */
  running(): number
  mostAtOnce(): number
  onChange(listener: () => void): () => void
  waitFor<T>(
    predicate: () => T,
    options?: { readonly timeoutMs?: number; readonly what?: string },
  ): Promise<NonNullable<T>>
  offline(): Promise<void>
  online(): Promise<void>
  close(): Promise<void>
}
