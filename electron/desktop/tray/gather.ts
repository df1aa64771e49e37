import type { DesktopPorts } from '../ports.ts'
import type { StateFacts } from '../state/state-book.ts'
import type { Updates } from '../updates/updates.ts'
import type { TrayFacts } from './facts.ts'

/** Gathers what the tray shows besides the state. */
export function gatherTrayFacts(
  state: StateFacts,
  ports: Pick<DesktopPorts, 'settings'>,
  more: {
    readonly now: number
    readonly cleanup: number | null
    readonly updates: Pick<Updates, 'ready'>
    readonly updatesHere: boolean
  },
): TrayFacts {
  const { notifications, power, startAtLogin } = ports.settings.current
  return {
    state,
    now: more.now,
    doNotDisturbUntil: notifications.doNotDisturbUntil,
    keepAwake: power.keepAwake,
    startAtLogin,
    cleanup: more.cleanup,
    update: more.updates.ready() ? 'restart' : more.updatesHere ? 'check' : null,
  }
}
