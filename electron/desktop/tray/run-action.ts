import type { ChatKey } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import { done, fail } from '../../shared/result.ts'
import type { Place } from '../places/open-places.ts'
import type { DesktopPorts } from '../ports.ts'
import { TRAY } from '../ports.ts'
import type { Screen, TrayAction } from './action.ts'
import { quietUntil } from './quiet.ts'

/** What the tray's entries act on. */
export interface TrayTargets {
  readonly ports: Pick<DesktopPorts, 'sessions' | 'settings' | 'bot' | 'logs'>
  readonly now: () => number
  readonly open: (screen: Screen, chat: ChatKey | null) => void
  readonly openPlace: (chat: ChatKey, where: Place) => Promise<Result>
  readonly openFolder: (path: string) => Promise<Result>
  readonly newChat: () => Promise<Result>
  readonly checkUpdates: () => Promise<Result>
  readonly restartToUpdate: () => Promise<Result>
  readonly quit: () => void
}

/** Does what an entry of the tray's menu says. */
export async function runTrayAction(action: TrayAction, to: TrayTargets): Promise<Result<unknown>> {
  const { sessions, settings, bot, logs } = to.ports
  switch (action.do) {
    case 'answer':
      return sessions.answerApproval(action.approval, { decision: action.decision }, TRAY)
    case 'stop':
      return sessions.stop(action.chat, TRAY)
    case 'retry':
      return sessions.retry(action.chat, TRAY)
    case 'open chat':
      to.open('chats', action.chat)
      return done
    case 'open place':
      return to.openPlace(action.chat, action.where)
    case 'mark all read':
      for (const chat of sessions.chats()) if (chat.unread) sessions.markRead(chat.key)
      return done
    case 'pause bot':
      return bot.setPaused(action.paused)
    case 'do not disturb':
      return settings.set('notifications.doNotDisturbUntil', quietUntil(action.until, to.now()))
    case 'keep awake':
      return settings.set('power.keepAwake', action.when)
    case 'open':
      to.open(action.screen, null)
      return done
    case 'new chat':
      return to.newChat()
    case 'check for updates':
      return to.checkUpdates()
    case 'restart to update':
      return to.restartToUpdate()
    case 'start at login':
      return settings.set('startAtLogin', action.on)
    case 'open logs':
      return to.openFolder(logs.folder)
    case 'quit':
      to.quit()
      return done
    default:
      return fail('unknown-entry', 'This entry of the menu is not known.')
  }
}
