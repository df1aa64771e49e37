import type { Sessions } from '../sessions/api.ts'
import type { Cleanup } from '../sessions/retention/cleanup.ts'
import type { Usage } from '../sessions/usage.ts'
import type { BotState, ClaudeState, PairingView } from '../shared/app-state.ts'
import type { ChatKey, SessionId } from '../shared/ids.ts'
import type { CallOutput } from '../shared/ipc.ts'
import type { LogEntry } from '../shared/log.ts'
import type { Problem } from '../shared/problems.ts'
import type { Actor } from '../shared/prompt.ts'
import type { Result } from '../shared/result.ts'
import type { Secret } from '../shared/secret.ts'
import type { History, SettingsService } from '../storage/port.ts'

/** The bot, as the desktop controls it. */
export interface BotControl {
  state(): BotState
  /** Asks getMe with this token without keeping it. Fails with `token-refused` or `no-network`. */
  check(token: Secret): Promise<Result<{ username: string; name: string }>>
  setPaused(paused: boolean): Promise<Result>
  pairings(): readonly PairingView[]
  letIn(code: string, role: 'owner' | 'member' | 'no', by: Actor): Promise<Result>
  removePerson(id: number, by: Actor): Promise<Result>
  /** The bot's token was set, replaced or removed. */
  tokenChanged(): void
  /** After sleep or a network change: drop the hanging poll and begin a new one. */
  rebuildPoll(): void
}

/** Claude Code on this machine. */
export interface ClaudeFinder {
  state(): ClaudeState
  look(): Promise<CallOutput<'claude.look'>>
}

/** Claude Code sessions on this machine that no chat has. */
export interface FoundSessions {
  list(): Promise<CallOutput<'sessions.found'>>
}

/** Our rotated logs. Entries are redacted already. */
export interface LogReader {
  page(limit: number): Promise<readonly LogEntry[]>
  subscribe(listener: (entry: LogEntry) => void): () => void
  /** Absolute path of the folder. */
  readonly folder: string
  /** Writes a redacted bundle to `path`. */
  diagnostics(path: string): Promise<Result>
}

/** The bot simulator and scripted model beside the app. */
export interface Demo {
  readonly active: boolean
  start(): Promise<Result>
  stop(): Promise<Result>
  messages(): CallOutput<'demo.messages'>
  say(text: string): Promise<Result>
  press(message: number, data: string): Promise<Result>
  onChange(listener: () => void): () => void
}

/** Everything in one file, and back. */
export interface Backup {
  save(path: string): Promise<Result>
  /** Checks the file before anything is touched; takes effect at the next start. */
  restore(path: string): Promise<Result>
}

/** Writes the conversation of a chat's current session to a file. */
export interface Exporter {
  write(chat: ChatKey, format: 'markdown' | 'json' | 'html', path: string): Promise<Result>
}

/** Answers that Telegram did not take for a day. Both calls fail with `not-undelivered` where there is no such answer. */
export interface Undelivered {
  redeliver(id: string): Promise<Result>
  discard(id: string): Promise<Result>
}

/** What is missing or broken. */
export interface Problems {
  list(): readonly Problem[]
}

/** All that the desktop shows and controls. `main.ts` hands it over once; nothing here imports Electron. */
export interface DesktopPorts {
  readonly sessions: Sessions
  readonly settings: SettingsService
  readonly history: History
  readonly bot: BotControl
  readonly claude: ClaudeFinder
  readonly cleanup: Cleanup
  readonly usage: Pick<Usage, 'report'>
  readonly found: FoundSessions
  readonly logs: LogReader
  readonly demo: Demo
  readonly backup: Backup
  readonly exporter: Exporter
  readonly problems: Problems
  readonly undelivered: Undelivered
  /** Bytes of a session's transcript and history. */
  readonly sizeOf: (session: SessionId) => Promise<number>
  /** Called with each change of bot, Claude, pairings or problems. Returns the way out. */
  readonly onChange: (listener: () => void) => () => void
  /** A window is seen, or no longer: processes are sampled only while somebody looks. */
  readonly watch: (visible: boolean) => void
  /** The environment a terminal or editor is opened with: without our secrets and Claude's own markers. */
  readonly childEnvironment: () => Record<string, string>
}

/** Who acts, for what is done on this machine. */
export const DASHBOARD: Actor = { surface: 'dashboard' }
export const TRAY: Actor = { surface: 'tray' }
export const NOTIFICATION: Actor = { surface: 'notification' }
export const CTL: Actor = { surface: 'ctl' }
