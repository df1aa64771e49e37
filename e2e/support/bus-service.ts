import { once } from 'node:events'

import dbus from 'dbus-next'

/** A service on the test's session bus. */
export interface BusService {
  close(): void
}

/** Takes the name on the session bus and answers there with these objects, by path, until it is closed. */
export async function serveOnBus(
  name: string,
  objects: Readonly<Record<string, dbus.interface.Interface>>,
): Promise<BusService> {
  const bus = dbus.sessionBus()
  await once(bus, 'connect')
  for (const [path, object] of Object.entries(objects)) bus.export(path, object)
  await bus.requestName(name, 0)
  return { close: () => bus.disconnect() }
}
