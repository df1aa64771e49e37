import type { Claude } from '../claude/port.ts'
import type { ChatRecord, Tokens } from '../shared/chat.ts'
import type { Clock } from '../shared/clock.ts'
import type { HistoryEntry } from '../shared/history.ts'
import type { ChatKey, SessionId } from '../shared/ids.ts'
import type { Log } from '../shared/log.ts'
import type { Prompt } from '../shared/prompt.ts'
import { fail } from '../shared/result.ts'
import type { Settings } from '../shared/settings.ts'
import type { TurnFacts } from '../shared/turn-events.ts'
import type { History, Store, StoreData } from '../storage/port.ts'
import type { Final, SessionEvent } from './api.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import type { PromptJournal } from './prompt-journal.ts'

/** What the domain is built from. Everything that has an effect is passed in. */
export interface SessionsDeps {
  readonly store: Store<StoreData>
  readonly journal: PromptJournal
  readonly history: History
  readonly claude: Claude
  readonly settings: () => Readonly<Settings>
  /** Hands a final answer to the surface that delivers it; resolves when that surface has it on disk. */
  readonly deliver: (final: Final) => Promise<void>
  /** Notes what a turn cost, for "Usage". */
  readonly recordUsage: (chat: ChatKey, facts: TurnFacts) => void
  readonly usageToday: (chat: ChatKey) => {
    readonly costUsd: number
    readonly tokens: Tokens
  }
  readonly directoryExists: (directory: string) => Promise<boolean>
  /** What was said in a session before it was adopted, from Claude's transcript. */
  readonly earlierHistory: (session: SessionId) => AsyncIterable<HistoryEntry>
  readonly home: string
  /** Bytes of memory of this machine, for the default number of live sessions. */
  readonly memory: number
  readonly clock: Clock
  readonly log: Log
  readonly newId: () => string
}

/** What the parts of the domain share. Built once, by `createSessions`; apart from it, each part keeps only its own state. */
export interface Core extends SessionsDeps {
  readonly emit: (event: SessionEvent) => void
  readonly runtime: (key: ChatKey) => ChatRuntime
  readonly runtimes: ReadonlyMap<ChatKey, ChatRuntime>
  readonly dropRuntime: (key: ChatKey) => void
  /** Begins every turn that can begin now. Cheap; called after every change. */
  readonly pump: () => void
  /** Gives a new prompt to the chat's warm child at once, if nothing is in its way; else null. */
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
