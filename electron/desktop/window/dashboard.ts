import type { ChatKey } from '../../shared/ids.ts'
import type { EventData } from '../../shared/ipc.ts'
import type { SendEvent } from '../ipc/event-sender.ts'
import type { Screen } from '../tray/action.ts'
import type { MainWindow } from './main-window.ts'

/** Opens the window at a place. */
export interface Dashboard {
  open(screen: Screen | null, chat?: ChatKey | null): void
  /** The page listens from now on: it is told where to go, if somebody asked while it was not there. */
  listening(): void
  /** The page is gone; the next one must say again that it listens. */
  gone(): void
}

export function createDashboard(window: Pick<MainWindow, 'show'>, send: SendEvent): Dashboard {
  let listens = false
  let waiting: EventData<'open'> | null = null
  return {
    open(screen, chat = null) {
      window.show()
      if (!screen) return
      if (listens) send('open', { screen, chat })
      else waiting = { screen, chat }
    },
    listening() {
      listens = true
      if (waiting) send('open', waiting)
      waiting = null
    },
    gone: () => void (listens = false),
  }
}
