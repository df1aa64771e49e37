import type { Retrying } from '../shared/activity.ts'
import type { ChatView } from '../shared/app-state.ts'
import type { Approval, ApprovalAnswer, ApprovalOutcome } from '../shared/approval.ts'
import type { ChatPreferences, ChatRecord, SessionRecord } from '../shared/chat.ts'
import type { HistoryEntry } from '../shared/history.ts'
import type { ChatKey, PromptId, SessionId } from '../shared/ids.ts'
import type { Actor, Attachment, Prompt } from '../shared/prompt.ts'
import type { Result } from '../shared/result.ts'
import type { TurnFacts, TurnOutcome } from '../shared/turn-events.ts'

/** A prompt as a surface hands it over. A surface that may deliver one twice derives `id` from its own id. */
export interface NewPrompt {
  readonly id?: PromptId
  readonly chat: ChatKey
  readonly text: string
  readonly attachments?: readonly Attachment[]
  readonly actor: Actor
  readonly sentAt?: number
  readonly messageIds?: readonly number[]
}

/** What is known of a chat when it is first heard of. */
export interface NewChat {
  readonly key: ChatKey
  readonly kind: ChatRecord['kind']
  readonly title: string
  readonly username?: string | null
  readonly openedBy?: number | null
  readonly directory?: string
}

/** What became of a submitted prompt. `again`: this id was accepted before, and nothing was done. */
export type Submitted =
  | { readonly state: 'running' }
  | { readonly state: 'queued'; readonly ahead: number }
  | { readonly state: 'again' }

/** The current turn of a chat, as the streaming surfaces need it. */
export interface TurnView {
  readonly chat: ChatKey
  /** The prompt that began it; null for a turn Claude began by itself. */
  readonly prompt: Prompt | null
  readonly startedAt: number
  readonly text: string
  readonly tool: { readonly name: string; readonly summary: string; readonly startedAt: number } | null
  /** Claude's API has failed and is being tried again. */
  readonly retrying: Retrying | null
  readonly tools: readonly ToolRun[]
}

export interface ToolRun {
  readonly id: string
  readonly name: string
  readonly summary: string
  readonly startedAt: number
  readonly endedAt: number | null
  readonly ok: boolean | null
  readonly output: string
}

/** A final answer. `id` is stable over restarts: delivering it twice is recognised by it. */
export interface Final {
  readonly id: string
  readonly chat: ChatKey
  readonly prompt: Prompt | null
  readonly outcome: TurnOutcome
  /** Exactly what Claude said, Markdown. */
  readonly text: string
  readonly tools: readonly ToolRun[]
  readonly facts: TurnFacts | null
  /** Delivered from the transcript after a restart. */
  readonly recovered: boolean
  readonly at: number
}

/** Buttons under a notice; what they do is a domain action by name. */
export interface NoticeAction {
  readonly label: string
  readonly action: 'continue' | 'ask again' | 'drop' | 'fork' | 'stop'
  readonly prompt?: PromptId
}

/** What surfaces hear from the domain. They never call each other. */
export type SessionEvent =
  | { readonly type: 'chat changed'; readonly chat: ChatKey }
  | { readonly type: 'chat removed'; readonly chat: ChatKey }
  | { readonly type: 'prompt accepted'; readonly prompt: Prompt; readonly submitted: Submitted }
  | { readonly type: 'prompt removed'; readonly prompt: Prompt; readonly why: 'dropped' | 'joined' }
  | { readonly type: 'turn started'; readonly turn: TurnView }
  /** More text, or a tool. Comes often; `turn(chat)` has the present state. */
  | { readonly type: 'turn progress'; readonly chat: ChatKey; readonly what: 'text' | 'tool' }
  | { readonly type: 'turn ended'; readonly final: Final }
  | { readonly type: 'approval opened'; readonly approval: Approval }
  | { readonly type: 'approval closed'; readonly approval: Approval; readonly outcome: ApprovalOutcome }
  /** Something the people of the chat must be told: a session is gone, a turn was interrupted, an earlier run still works. */
  | {
      readonly type: 'notice'
      readonly chat: ChatKey
      readonly text: string
      readonly actions: readonly NoticeAction[]
      readonly loud: boolean
    }

/** The domain, as the surfaces see it. */
export interface Sessions {
  subscribe(listener: (event: SessionEvent) => void): () => void

  chats(): readonly ChatRecord[]
  chat(key: ChatKey): ChatRecord | undefined
  view(key: ChatKey): ChatView | undefined
  session(id: SessionId): SessionRecord | undefined
  /** Newest first. */
  sessionsOf(chat: ChatKey): readonly SessionRecord[]
  turn(chat: ChatKey): TurnView | undefined
  queue(chat: ChatKey): readonly Prompt[]
  approvals(chat?: ChatKey): readonly Approval[]
  /** Claude's own slash commands as of the last turn, without the slash. */
  slashCommands(chat: ChatKey): readonly string[]
  liveCount(): { readonly live: number; readonly parked: number }

  /** Makes the chat where it is new (on disk when it resolves), and updates its title where it changed. */
  ensureChat(chat: NewChat): Promise<ChatRecord>
  /** Group → supergroup: the chat keeps its session, queue and directory under the new key. */
  migrateChat(from: ChatKey, to: ChatKey): Promise<Result>
  /** Accepts a prompt. Resolves when it is on disk; a second call with the same id does nothing. */
  submit(prompt: NewPrompt): Promise<Result<Submitted>>
  /** Text folded into the running turn (`/btw`); without one it is submitted as a prompt. */
  foldIn(prompt: NewPrompt): Promise<Result<Submitted>>
  /** Changes a waiting prompt. Where it was joined from several messages, `messageId` says which of them was edited. */
  editPrompt(id: PromptId, text: string, messageId?: number): Promise<Result<'changed' | 'running' | 'done'>>
  dropPrompt(id: PromptId, by: Actor): Promise<Result>
  movePrompt(id: PromptId, to: number): Promise<Result>
  /** The waiting or running prompt that was made from this Telegram message. */
  promptOfMessage(
    chat: ChatKey,
    messageId: number,
  ): { readonly prompt: Prompt; readonly state: 'waiting' | 'running' } | undefined
  /** Interrupts the running turn. `dropQueue` also empties the queue. Works when every slot is busy. */
  stop(
    chat: ChatKey,
    by: Actor,
    options?: { readonly dropQueue?: boolean },
  ): Promise<Result<{ readonly stopped: boolean; readonly dropped: number }>>
  /** Gives the last prompt of the chat once more; `id` as in `NewPrompt`. */
  retry(chat: ChatKey, by: Actor, id?: PromptId): Promise<Result<Submitted>>
  /** Answers the question "Interrupted while working". */
  resolveInterrupted(id: PromptId, action: 'continue' | 'ask again' | 'drop', by: Actor): Promise<Result>

  newSession(chat: ChatKey, by: Actor): Promise<Result<{ readonly previous: SessionId | null }>>
  resumeSession(chat: ChatKey, session: SessionId, by: Actor): Promise<Result<SessionRecord>>
  forkSession(chat: ChatKey, by: Actor, from?: SessionId): Promise<Result>
  /** Registers a session that Claude has on disk (begun in a terminal, or another chat's) and makes it current. */
  adoptSession(chat: ChatKey, session: SessionId, directory: string, by: Actor): Promise<Result<SessionRecord>>
  /**
   * Takes a session that was exported elsewhere into this chat's archive. With Claude's transcript it can be resumed,
   * without it only read. Fails with `not-an-export` where the transcript cannot be used; nothing is taken then.
   */
  importSession(
    chat: ChatKey,
    imported: {
      readonly title: string | null
      readonly entries: readonly HistoryEntry[]
      readonly transcript: { readonly from: string; readonly lines: readonly string[] } | null
    },
    by: Actor,
  ): Promise<Result<SessionRecord>>
  /** Parks the chat's child, if it is idle. */
  park(chat: ChatKey): Promise<Result>
  /** Ends the chat's child at once, whatever it does. */
  endProcess(chat: ChatKey, by: Actor): Promise<Result>

  setDirectory(chat: ChatKey, directory: string, by: Actor): Promise<Result<string>>
  setPreferences(chat: ChatKey, change: Partial<ChatPreferences>, by: Actor): Promise<Result>
  rename(chat: ChatKey, name: string | null, by: Actor): Promise<Result>
  markRead(chat: ChatKey): void
  /** Takes the chat out of sight. With `sessions`, its sessions are archived too, and the retention rules then purge them. */
  archiveChat(chat: ChatKey, by: Actor, options?: { readonly sessions?: boolean }): Promise<Result>
  /** Brings it back, with the sessions that were archived along with it. */
  unarchiveChat(chat: ChatKey, by: Actor): Promise<Result>
  setUnreachable(chat: ChatKey, reason: string | null): Promise<void>

  /** The first answer wins; a later one fails with `no-longer-open` and says who answered where. */
  answerApproval(id: string, answer: ApprovalAnswer, by: Actor): Promise<Result>

  /** Recovers what an earlier run left, then begins to serve. */
  start(): Promise<void>
  /** Ends all children in an orderly way; what waits stays on disk. */
  shutdown(deadlineMs: number): Promise<void>
}
