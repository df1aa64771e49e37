import type { WebContents } from 'electron'

import { CHANNEL_PREFIX } from '../../shared/ipc.ts'
import type { EventData, EventName } from '../../shared/ipc.ts'

/** Sends an event of the contract to the window. */
export type SendEvent = <N extends EventName>(name: N, data: EventData<N>) => void

/** Sends only to a window that is there and alive; what it missed it learns by its next snapshot. */
export function createEventSender(
  target: () => Pick<WebContents, 'send' | 'isDestroyed' | 'isCrashed'> | null,
): SendEvent {
  return (name, data) => {
    const contents = target()
    if (!contents || contents.isDestroyed() || contents.isCrashed()) return
    contents.send(CHANNEL_PREFIX + name, data)
  }
}
