import type { Sessions } from '../sessions/api.ts'
import type { BotState, PairingView } from '../shared/app-state.ts'
import type { Clock } from '../shared/clock.ts'
import type { ChatKey } from '../shared/ids.ts'
import type { Log } from '../shared/log.ts'
import type { Result } from '../shared/result.ts'
import type { Secret } from '../shared/secret.ts'
import type { Journal, SettingsService } from '../storage/port.ts'
import type { PairingRecord } from './access/pairing-record.ts'
import type { BotApiOptions } from './bot/api.ts'
import type { ProcessStart } from './bot/poller-lock.ts'
import type { CommandPorts } from './commands/ports.ts'
import type { IntakeRecord } from './intake/record.ts'
import type { Button, Outbox, Rich } from './port.ts'

export interface TelegramDeps {
  readonly sessions: Sessions
  readonly outbox: Outbox
  readonly settings: SettingsService
  /** Opened with `intakeRecordSchema`. */
  readonly journal: Journal<IntakeRecord>
  /** Opened with `pairingRecordSchema`. */
  readonly pairings: Journal<PairingRecord>
  readonly clock: Clock
  readonly log: Log
  /** The token now; asked again at each `rebuild`. */
  readonly token: () => Secret | null
  /** The key of the transcription endpoint. */
  readonly voiceKey: () => Secret | null
  /** `userData`; files that people send go to `inbox/` in it. */
  readonly dataDir: string
  readonly home: string
  /** Markdown as messages that Telegram takes, in order. */
  readonly render: (markdown: string) => readonly Rich[]
  readonly ports: CommandPorts
  /** For downloads and transcription. */
  readonly fetch: typeof globalThis.fetch
  /** Replaces the Bot API's network in tests. */
  readonly botFetch?: BotApiOptions['fetch']
  /** When a process began, as the system writes it; null where there is no such process or the system does not tell. */
  readonly processStart: ProcessStart
  /** Where the files are by which pollers exclude each other; by default in the system's temporary directory. */
  readonly lockDirectory?: string
}

/** The inbound half of the Telegram surface. */
export interface Telegram {
  /** Connects, and goes on with what waits in the journal. Call it once the domain has recovered. */
  start(): void
  stop(): Promise<void>
  /** No polling and no sending until `resume`; kept in the settings. */
  pause(): Result
  resume(): Result
  state(): BotState
  onState(listener: (state: BotState) => void): () => void
  /** Connects anew at once: token changed, machine woke, network came back. */
  rebuild(): void
  pairings(): readonly PairingView[]
  onPairings(listener: () => void): () => void
  letIn(code: string, role: 'owner' | 'member' | 'no'): Result
  removePerson(userId: number): Result
  /** Asks the server whose token this is, without keeping it. Fails as `bot/check-token.ts` says. */
  checkToken(token: string): Promise<Result<{ readonly username: string; readonly name: string }>>
  /** The button under a running turn. */
  stopButton(chat: ChatKey): Button
  /** Resolves when everything that was accepted is handled. */
  idle(): Promise<void>
}
