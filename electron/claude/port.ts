import type { ApprovalAnswer } from '../shared/approval.ts'
import type { PromptId, SessionId } from '../shared/ids.ts'
import type { Attachment } from '../shared/prompt.ts'
import type { Result } from '../shared/result.ts'
import type { PermissionMode } from '../shared/settings.ts'
import type { TurnEvent } from '../shared/turn-events.ts'

/** How to open a live session. */
export interface OpenOptions {
  readonly directory: string
  /** Resume this session; without it a new one begins at the first prompt. */
  readonly resume?: SessionId
  /** With `resume`: go on in a copy under a new id. */
  readonly fork?: boolean
  /**
   * The id that a new session (or a fork) shall have (`--session-id`). Chosen by us, so that the ledger and the
   * journal know it before the first prompt is given: a kill in the first half second then loses nothing.
   */
  readonly newId?: SessionId
  readonly model: string | null
  readonly mode: PermissionMode
  /** Who the child is for; written into the process ledger beside its pid. */
  readonly owner: string
}

/** What is given to Claude: our uuid goes along, so that the transcript can be asked for it. */
export interface GivenPrompt {
  readonly id: PromptId
  readonly text: string
  readonly attachments: readonly Attachment[]
}

/** A running Claude Code child: one live session. All methods are safe to call after it has exited (they do nothing). */
export interface LiveSession {
  readonly pid: number
  readonly startedAt: number
  /** Null until Claude has named it. */
  readonly sessionId: SessionId | null
  /** Events in order, to one listener; those before it was set are kept and handed over. */
  listen(listener: (event: TurnEvent) => void): void
  /** Writes the prompt to the child. Call only when no turn runs (our queue holds the others) or to fold in on purpose. */
  give(prompt: GivenPrompt): void
  /** Stops the running turn; it ends with outcome `stopped`. Resolves when Claude has acknowledged (about 130 ms). */
  interrupt(): Promise<void>
  setModel(model: string | null): Promise<Result>
  setMode(mode: PermissionMode): Promise<Result>
  /** Ends the child in order: stdin EOF → wait → SIGTERM → SIGKILL to the group. Resolves when it is gone. */
  close(options?: { readonly graceMs?: number }): Promise<void>
}

/** A live process somewhere on this machine that holds a session id. */
export interface SessionHolder {
  readonly pid: number
  readonly sessionId: SessionId
  /** `ours` = in our process ledger from an earlier run; `foreign` = a terminal or another program. */
  readonly whose: 'ours' | 'foreign'
  readonly status: 'busy' | 'idle' | 'waiting' | 'unknown'
  readonly startedAt: number
}

/** What Claude's transcript says about one of our prompts. */
export interface TranscriptAnswer {
  /** The prompt's uuid stands in the transcript. */
  readonly found: boolean
  /** The turn came to its end (an assistant message with a final stop reason after it, no dangling tool use). */
  readonly ended: boolean
  /** Text that Claude said after the prompt and before the next prompt, blocks joined by a blank line. */
  readonly text: string
}

/** One session found under `~/.claude/projects`. */
export interface FoundSession {
  readonly id: SessionId
  readonly directory: string
  readonly title: string | null
  readonly path: string
  readonly size: number
  readonly lastActivityAt: number
}

/** Everything that the domain needs from Claude Code. */
export interface Claude {
  /** Opens a child. Fails with `claude-not-found`, `directory-gone`, `spawn`, `session-held` (a live process holds the id). */
  open(options: OpenOptions): Promise<Result<LiveSession>>
  /** Live processes that hold this session. */
  holders(session: SessionId): Promise<readonly SessionHolder[]>
  /** Resolves when none of our earlier children holds the session, or the limit has passed (then SIGTERM, then resolves). */
  waitForSurvivor(session: SessionId, limitMs: number): Promise<'gone' | 'terminated' | 'foreign'>
  /** Ends every survivor of an earlier run that holds no session anybody waits for, with its descendants. */
  reap(keep: (session: SessionId) => boolean): Promise<number>
  readonly transcripts: {
    find(session: SessionId): Promise<string | null>
    answerTo(session: SessionId, prompt: PromptId): Promise<TranscriptAnswer>
    list(): Promise<readonly FoundSession[]>
    /** Ids of all sessions that have one. Reads names only. */
    known(): Promise<ReadonlySet<string>>
    /**
     * Takes a transcript from another machine as that of a new session: the first resume lays it where Claude looks.
     * `from`: the id that it had there. Fails with `not-an-export`; rejects with the system's error.
     */
    take(session: SessionId, transcript: { readonly from: string; readonly lines: readonly string[] }): Promise<Result>
    /** Bytes; 0 where there is none. */
    size(session: SessionId): Promise<number>
  }
  /** Ends all live children in order; nothing of ours is left afterwards. */
  shutdown(deadlineMs: number): Promise<void>
}

export type { ApprovalAnswer }
