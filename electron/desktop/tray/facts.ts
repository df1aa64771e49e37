import type { Settings } from '../../shared/settings.ts'
import type { StateFacts } from '../state/state-book.ts'

/** All that the tray shows is computed from this. */
export interface TrayFacts {
  readonly state: Pick<StateFacts, 'chats' | 'approvals' | 'bot' | 'problems' | 'demo'>
  readonly now: number
  readonly doNotDisturbUntil: number | null
  readonly keepAwake: Settings['power']['keepAwake']
  readonly startAtLogin: boolean
  /** Things that a clean-up would offer; null where nobody has looked. */
  readonly cleanup: number | null
  /** What can be done about updates: null where a package manager owns the app. */
  readonly update: 'check' | 'restart' | null
}
