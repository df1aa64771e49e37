import type { ApprovalAnswer } from '../shared/approval.ts'
import type { PromptId, SessionId } from '../shared/ids.ts'
import type { Attachment } from '../shared/prompt.ts'
import type { Result } from '../shared/result.ts'
import type { PermissionMode } from '../shared/settings.ts'
import type { TurnEvent } from '../shared/turn-events.ts'

/** How to open a live session. */
export interface OpenOptions {
  readonly directory: string
  /** Resumes this session; without it, the first prompt begins a new one. */
  readonly resume?: SessionId
  /** With `resume`: goes on in a copy under a new id. */
  readonly fork?: boolean
  /**
   * The id for a new session, or for a fork (`--session-id`). We choose it, so that ledger and journal know it before the
   * first prompt is given: a kill in the first half second then loses nothing.
   */
  readonly newId?: SessionId
  readonly model: string | null
  readonly mode: PermissionMode
  /** Who the child is for; written into the process ledger beside its pid. */
  readonly owner: string
}

/** What is given to Claude. Our uuid goes along, so that the prompt can be looked up in the transcript. */
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
  /** Sets the one listener. It hears every event in order, also those from before it was set. */
  listen(listener: (event: TurnEvent) => void): void
  /** Writes the prompt to the child. Call it only when no turn runs, or to fold the text into the turn that runs. */
  give(prompt: GivenPrompt): void
  /** Stops the running turn; it ends with outcome `stopped`. Resolves when Claude has acknowledged (about 130 ms). */
  interrupt(): Promise<void>
  /** Changes the model from the next turn on; null: Claude's default. Fails with `refused` or `no-answer`. */
  setModel(model: string | null): Promise<Result>
  /** Changes the permission mode at once. Claude refuses `bypass` to a child that was not started with it. */
  setMode(mode: PermissionMode): Promise<Result>
  /** Ends the child: end of its input → wait → SIGTERM → SIGKILL to its group. Resolves when it is gone. */
  close(options?: { readonly graceMs?: number }): Promise<void>
}

/** A live process somewhere on this machine that holds a session id. */
export interface SessionHolder {
  readonly pid: number
  readonly sessionId: SessionId
  /** `ours`: in our process ledger, from an earlier run. `foreign`: a terminal, or another program. */
  readonly whose: 'ours' | 'foreign'
  readonly status: 'busy' | 'idle' | 'waiting' | 'unknown'
  readonly startedAt: number
}

/** What Claude's transcript says about one of our prompts. */
export interface TranscriptAnswer {
  /** The transcript contains the prompt's uuid. */
  readonly found: boolean
  /** The turn came to its end (an assistant message with a final stop reason after it, no dangling tool use). */
  readonly ended: boolean
  /** What Claude said between this prompt and the next, blocks joined by a blank line. */
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
  /** Resolves when no child of an earlier run holds the session any more; after the limit, such a child is ended. */
  waitForSurvivor(session: SessionId, limitMs: number): Promise<'gone' | 'terminated' | 'foreign'>
  /** Ends the children of earlier runs, with their descendants, except those whose session is to be kept. Resolves with their number. */
  reap(keep: (session: SessionId) => boolean): Promise<number>
  readonly transcripts: {
    find(session: SessionId): Promise<string | null>
    answerTo(session: SessionId, prompt: PromptId): Promise<TranscriptAnswer>
    list(): Promise<readonly FoundSession[]>
    /** Ids of all sessions that have a transcript. Reads only file names. */
    known(): Promise<ReadonlySet<string>>
    /**
     * Takes a transcript from another machine for a new session. The first resume puts it where Claude looks.
     * `from`: the id that the session had there. Fails with `not-an-export`; rejects with the system's error.
     */
    take(session: SessionId, transcript: { readonly from: string; readonly lines: readonly string[] }): Promise<Result>
    /** Bytes; 0 where there is none. */
    size(session: SessionId): Promise<number>
  }
  /** Ends all live children in an orderly way; nothing of ours is left afterwards. */
  shutdown(deadlineMs: number): Promise<void>
}

export type { ApprovalAnswer }
