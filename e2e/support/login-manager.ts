import dbus from 'dbus-next'

import { type BusService, serveOnBus } from './bus-service.ts'

const NAME = 'org.freedesktop.login1'

class Server extends dbus.interface.Interface {
  constructor() {
    super('org.freedesktop.login1.Manager')
  }

  PrepareForSleep(begins: boolean) {
    return begins
  }

  PrepareForShutdown(begins: boolean) {
    return begins
  }
}
Server.configureMembers({
  signals: { PrepareForSleep: { signature: 'b' }, PrepareForShutdown: { signature: 'b' } },
})

/**
 * systemd's login manager, which tells Electron's power monitor of sleep and shutdown. It belongs on the system bus: an
 * app takes the test's session bus for that with the variables of `env`. Open it before the app is started.
 */
export class LoginManager {
  readonly #server: Server
  readonly #service: BusService

  private constructor(server: Server, service: BusService) {
    this.#server = server
    this.#service = service
  }

  static async open(): Promise<LoginManager> {
    const server = new Server()
    return new LoginManager(server, await serveOnBus(NAME, { '/org/freedesktop/login1': server }))
  }

  /** Leads an app to this manager. */
  get env(): Readonly<Record<string, string>> {
    return { DBUS_SYSTEM_BUS_ADDRESS: process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '' }
  }

  /** The machine goes to sleep and, an instant later, wakes up. */
  sleepAndWake(): void {
    this.#server.PrepareForSleep(true)
    this.#server.PrepareForSleep(false)
  }

  /** The machine is about to be switched off. */
  shutDown(): void {
    this.#server.PrepareForShutdown(true)
  }

  close(): void {
    this.#service.close()
  }
}
