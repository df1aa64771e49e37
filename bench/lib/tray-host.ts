import dbus from 'dbus-next'

const NAME = 'org.kde.StatusNotifierWatcher'

/** Owns the name of a panel that shows tray icons, so that both apps find one on an empty session bus. */
class Watcher extends dbus.interface.Interface {
  RegisterStatusNotifierItem(_service: string): void {}
  RegisterStatusNotifierHost(_service: string): void {}
  IsStatusNotifierHostRegistered = true
  ProtocolVersion = 0
}

Watcher.configureMembers({
  methods: {
    RegisterStatusNotifierItem: { inSignature: 's', outSignature: '' },
    RegisterStatusNotifierHost: { inSignature: 's', outSignature: '' },
  },
  properties: {
    IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' },
    ProtocolVersion: { signature: 'i', access: 'read' },
  },
})

/** Opens it on the session bus; nothing to do where the system has no such bus. Returns the way out. */
export async function openTrayHost(): Promise<() => void> {
  if (process.platform !== 'linux') return () => undefined
  const bus = dbus.sessionBus()
  bus.export('/StatusNotifierWatcher', new Watcher(NAME))
  await bus.requestName(NAME, 0)
  return () => bus.disconnect()
}
