import type { NameWatcher } from './tray-host.ts'

/** Connects to the session bus. Rejects where there is none, or none answers. */
export async function connectSessionBus(): Promise<NameWatcher> {
  // Loaded on demand: only Linux has a session bus.
  const { default: dbus } = await import('dbus-next')
  const bus = dbus.sessionBus()
  // Without a listener an error of the connection would end the app.
  bus.on('error', () => {})
  const object = await bus.getProxyObject('org.freedesktop.DBus', '/org/freedesktop/DBus')
  const names = object.getInterface('org.freedesktop.DBus')
  return {
    hasOwner: (name) => names['NameHasOwner']?.(name) as Promise<boolean>,
    onOwner: async (name, listener) => {
      names.on('NameOwnerChanged', (changed: string, _before: string, owner: string) => {
        if (changed === name) listener(owner !== '')
      })
    },
    close: () => bus.disconnect(),
  }
}
