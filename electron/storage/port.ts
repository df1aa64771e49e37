import type { ChatRecord, SessionRecord } from '../shared/chat.ts'
import type { HistoryEntry, HistoryPage } from '../shared/history.ts'
import type { SessionId } from '../shared/ids.ts'
import type { Result } from '../shared/result.ts'
import type { Settings } from '../shared/settings.ts'

/**
 * `sessions.json` in memory. Change it through `update`; reads are free.
 * A record is a value: put a new one in its place (`data.chats[key] = { ...old, title }`). Written records
 * are frozen, so that changing one in place throws instead of being lost by the cache of its JSON.
 */
export interface StoreData {
  version: number
  chats: Record<string, Readonly<ChatRecord>>
  sessions: Record<string, Readonly<SessionRecord>>
}

/** A lowdb store behind our adapter (house §4). */
export interface Store<T> {
  readonly data: Readonly<T>
  /** What was wrong with the file at load, in words for people; empty where all was well. */
  readonly damage: readonly string[]
  /** Changes the data in memory at once and schedules one write for many changes (at most 4 a second). */
  update(change: (data: T) => void): void
  /** Resolves when everything changed so far is on disk. Rejects with a named error (disk full, not writable); the data stays in memory and is tried again. */
  flush(): Promise<void>
  /** Write faults, for the dashboard; called with null when writing works again. */
  onTrouble(listener: (problem: string | null) => void): void
  close(): Promise<void>
}

/** An append-only journal: a record that `append` resolved for survives `kill -9` and power loss. */
export interface Journal<T> {
  /** Records found at open, oldest first; a torn last line is dropped, a damaged one set aside. */
  readonly found: readonly T[]
  /** Writes the records in order; one fsync serves all appends that wait at the time. */
  append(...records: readonly T[]): Promise<void>
  /** Replaces the journal by these records, atomically. Appends that come meanwhile are kept after them. */
  compact(live: () => readonly T[]): Promise<void>
  /** Bytes on disk now. */
  readonly size: number
  close(): Promise<void>
}

/** Our archive of every session (house §4 `history/`). */
export interface History {
  /** Buffered: written each second or 10 KB, whichever is first. */
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

/** Settings as they are in force: the file, with environment variables over it. */
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
