import type { Claude, LiveSession } from '../claude/port.ts'
import type { ChatRecord, Tokens } from '../shared/chat.ts'
import type { Clock } from '../shared/clock.ts'
import type { HistoryEntry } from '../shared/history.ts'
import type { ChatKey, PromptId, SessionId } from '../shared/ids.ts'
import type { Log } from '../shared/log.ts'
import type { Prompt } from '../shared/prompt.ts'
import { fail } from '../shared/result.ts'
import type { PermissionMode, Settings } from '../shared/settings.ts'
import type { TurnFacts } from '../shared/turn-events.ts'
import type { History, Store, StoreData } from '../storage/port.ts'
import type { Final, SessionEvent } from './api.ts'
import type { PromptJournal } from './prompt-journal.ts'
import type { EndedBadly } from './status.ts'
import type { Turn } from './turn.ts'

/** What the domain is built from. Everything that has an effect is passed in. */
export interface SessionsDeps {
  readonly store: Store<StoreData>
  readonly journal: PromptJournal
  readonly history: History
  readonly claude: Claude
  readonly settings: () => Readonly<Settings>
  /** Hands a final answer to the surface that must deliver it; resolves when that surface has it on disk. */
  readonly deliver: (final: Final) => Promise<void>
  /** Notes what a turn cost, for "Usage". */
  readonly recordUsage: (chat: ChatKey, facts: TurnFacts) => void
  readonly usageToday: (chat: ChatKey) => {
    readonly costUsd: number
    readonly tokens: Tokens
  }
  readonly directoryExists: (directory: string) => Promise<boolean>
  /** What Claude's transcript holds of a session that is adopted. */
  readonly earlierHistory: (session: SessionId) => AsyncIterable<HistoryEntry>
  readonly home: string
  /** Bytes of memory of this machine, for the default number of live sessions. */
  readonly memory: number
  readonly clock: Clock
  readonly log: Log
  readonly newId: () => string
}

/** Why nothing may be given to a chat's session now: an earlier run's child may still work on it, or another process holds it. */
export interface Block {
  readonly why: 'survivor' | 'held'
  readonly since: number
  readonly what: string
}

/** The part of a chat that lives only while the app runs. */
export interface ChatRuntime {
  readonly key: ChatKey
  queue: Prompt[]
  turn: Turn | null
  /** So many pieces of work are under way that no prompt may overtake. Raised by `holding` alone. */
  holds: number
  live: LiveSession | null
  /** What `live` was opened for. */
  openedFor: Wanted | null
  block: Block | null
  /** Its turn was cut by a restart and the person was asked what to do. */
  interrupted: { readonly prompt: Prompt; readonly since: number } | null
  last: EndedBadly | null
  slashCommands: readonly string[]
  lastServedAt: number
  /** Resolves when the session that Claude last named is on disk: no prompt of it is marked done before. */
  naming: Promise<void>
  /** Turns of the session when a compaction was last begun; 0 = not yet. */
  compactTriedAt: number
  idleSince: number
  directoryExists: boolean
  cancelPark: (() => void) | null
}

/** What a chat's next prompt needs of the child that it is given to. */
export interface Wanted {
  readonly directory: string
  readonly model: string | null
  readonly mode: PermissionMode
  /** Null: a new session. */
  readonly session: SessionId | null
  /** Go on in a copy of it. */
  readonly fork: boolean
}

/** What the parts of the domain share. Built once by `createSessions`; nothing else holds state. */
export interface Core extends SessionsDeps {
  readonly emit: (event: SessionEvent) => void
  readonly runtime: (key: ChatKey) => ChatRuntime
  readonly runtimes: ReadonlyMap<ChatKey, ChatRuntime>
  readonly dropRuntime: (key: ChatKey) => void
  /** Starts what can be started. Cheap; called after every change. */
  readonly pump: () => void
  /** Gives a new prompt to the chat's warm child at once, if nothing stands before it; else null. */
  readonly atOnce: (prompt: Prompt) => Promise<void> | null
  /** Replaces a chat's record by a changed copy. */
  readonly changeChat: (key: ChatKey, change: Partial<ChatRecord>) => void
  readonly chat: (key: ChatKey) => ChatRecord | undefined
  readonly closing: () => boolean
}

export const UNKNOWN_CHAT = fail('unknown-chat', 'This chat is not known. Write /start in it.')

/** Tells the surfaces of a change to a chat's record; resolves when it is on disk. */
export async function saveChange(core: Pick<Core, 'emit' | 'store'>, key: ChatKey): Promise<void> {
  core.emit({ type: 'chat changed', chat: key })
  await core.store.flush()
}

/** Lets nothing begin in a chat while `work` runs; what waits is looked at afterwards. */
export async function holding<T>(core: Pick<Core, 'pump'>, runtime: ChatRuntime, work: () => Promise<T>): Promise<T> {
  runtime.holds++
  try {
    return await work()
  } finally {
    runtime.holds--
    core.pump()
  }
}

/** The chat's child is not parked for being idle, until `parkLater` begins to count again. */
export function keepAwake(runtime: ChatRuntime): void {
  runtime.cancelPark?.()
  runtime.cancelPark = null
}

export const newRuntime = (key: ChatKey, now: number): ChatRuntime => ({
  key,
  queue: [],
  turn: null,
  holds: 0,
  live: null,
  openedFor: null,
  block: null,
  interrupted: null,
  last: null,
  slashCommands: [],
  lastServedAt: 0,
  naming: Promise.resolve(),
  compactTriedAt: 0,
  idleSince: now,
  directoryExists: true,
  cancelPark: null,
})

export type { PromptId, SessionId }
