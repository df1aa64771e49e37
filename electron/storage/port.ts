import type { ChatRecord, SessionRecord } from '../shared/chat.ts'
import type { HistoryEntry, HistoryPage } from '../shared/history.ts'
import type { SessionId } from '../shared/ids.ts'
import type { Result } from '../shared/result.ts'
import type { Settings } from '../shared/settings.ts'

/**
 * `sessions.json` in memory. Read it freely; change it through `update`. A record is a value: put a new one in its place
 * (`data.chats[key] = { ...old, title }`). Records that were written are frozen: changing one in place would go unseen,
 * since its JSON is cached, so it throws.
 */
export interface StoreData {
  version: number
  chats: Record<string, Readonly<ChatRecord>>
  sessions: Record<string, Readonly<SessionRecord>>
}

/** A lowdb store behind our own file adapter. */
export interface Store<T> {
  readonly data: Readonly<T>
  /** What was wrong with the file when it was loaded, in words for people; empty where all was well. */
  readonly damage: readonly string[]
  /** Changes the data in memory at once and schedules one write for many changes (at most 4 a second). */
  update(change: (data: T) => void): void
  /** Resolves when everything changed so far is on disk. Rejects with a `StorageError`; the data stays in memory, and the write is tried again. */
  flush(): Promise<void>
  /** Calls with what keeps the file from being written, and with null when writing works again. */
  onTrouble(listener: (problem: string | null) => void): void
  close(): Promise<void>
}

/** An append-only journal: a record that `append` resolved for survives `kill -9` and power loss. */
export interface Journal<T> {
  /** Records found when it was opened, oldest first. A torn last line is dropped, a damaged one is set aside. */
  readonly found: readonly T[]
  /** Writes the records in order. One fsync serves all appends that are waiting. */
  append(...records: readonly T[]): Promise<void>
  /** Replaces the journal by these records, atomically. Appends that come meanwhile are written after them. */
  compact(live: () => readonly T[]): Promise<void>
  /** Bytes on disk now. */
  readonly size: number
  close(): Promise<void>
}

/** Our archive of every session: `history/` in the data directory. */
export interface History {
  /** Buffered: written after a second or 10 KB, whichever comes first. */
  append(session: SessionId, chat: string, ...entries: readonly HistoryEntry[]): void
  /** `before`/`after` are positions; without either: the newest page. */
  page(
    session: SessionId,
    options: { readonly before?: number; readonly after?: number; readonly limit: number },
  ): Promise<HistoryPage>
  /** Newest first. An aborted search ends soon, with what it has found. */
  search(
    text: string,
    options: { readonly limit: number; readonly session?: SessionId; readonly signal?: AbortSignal },
  ): Promise<readonly { readonly session: SessionId; readonly position: number; readonly entry: HistoryEntry }[]>
  /** Bytes on disk of one session. */
  size(session: SessionId): Promise<number>
  list(): Promise<readonly SessionId[]>
  remove(session: SessionId): Promise<void>
  flush(): Promise<void>
  close(): Promise<void>
}

/** Settings as they are in force: the file, overridden by environment variables. */
export interface SettingsService {
  /** Effective values. */
  readonly current: Readonly<Settings>
  /** Dotted path → name of the environment variable that overrides it. */
  readonly overridden: Readonly<Record<string, string>>
  /** Variables whose value could not be used: name, and what is wrong with it. */
  readonly badVariables: readonly { readonly name: string; readonly message: string }[]
  /** Sets one setting by dotted path. Fails with `unknown-setting`, `bad-value` (says what fits) or `overridden` (names the variable). */
  set(path: string, value: unknown): Result
  reset(path: string): Result
  onChange(listener: (settings: Readonly<Settings>) => void): () => void
  flush(): Promise<void>
}
