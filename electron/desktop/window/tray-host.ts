import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'

/** The name that a panel which shows tray icons owns on the session bus. */
const WATCHER = 'org.kde.StatusNotifierWatcher'

/** Whether a tray icon would be seen. On Linux that depends on the panel, which may come and go. */
export interface TrayHost {
  present(): boolean
  /** Called when a panel came or went. Returns the way out. */
  onChange(listener: (present: boolean) => void): () => void
  close(): void
}

/** macOS and Windows always have one. */
export const alwaysThere: TrayHost = { present: () => true, onChange: () => () => {}, close: () => {} }
/** No session bus, or none that answers. */
export const neverThere: TrayHost = { present: () => false, onChange: () => () => {}, close: () => {} }

/** The session bus's own interface, as far as it is needed here. */
export interface NameWatcher {
  hasOwner(name: string): Promise<boolean>
  /** Calls with each change of that name's owner. */
  onOwner(name: string, listener: (owned: boolean) => void): Promise<void>
  close(): void
}

/** Asks the session bus and goes on listening. Without a bus there is no tray host. */
export async function watchTrayHost(connect: () => Promise<NameWatcher>, log: Log): Promise<TrayHost> {
  const listeners = new Set<(present: boolean) => void>()
  try {
    const bus = await connect()
    let present = false
    await bus.onOwner(WATCHER, (owned) => {
      if (owned === present) return
      present = owned
      log.info('tray.host', { present })
      listeners.forEach((listener) => listener(present))
    })
    present = await bus.hasOwner(WATCHER)
    return {
      present: () => present,
      onChange: (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      close: () => bus.close(),
    }
  } catch (error) {
    log.info('tray.host.no-bus', { message: errorMessage(error) })
    return neverThere
  }
}
