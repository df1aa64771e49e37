import dbus from 'dbus-next'

import { type BusService, serveOnBus } from './bus-service.ts'

const NAME = 'org.freedesktop.PowerManagement'

class Server extends dbus.interface.Interface {
  readonly held = new Map<number, string>()
  #last = 0

  constructor() {
    super(`${NAME}.Inhibit`)
  }

  Inhibit(application: string, _reason: string) {
    this.#last += 1
    this.held.set(this.#last, application)
    return this.#last
  }

  UnInhibit(cookie: number) {
    this.held.delete(cookie)
  }

  HasInhibit() {
    return this.held.size > 0
  }
}
Server.configureMembers({
  methods: {
    Inhibit: { inSignature: 'ss', outSignature: 'u' },
    UnInhibit: { inSignature: 'u' },
    HasInhibit: { outSignature: 'b' },
  },
})

/** What keeps a desktop such as Xfce awake while somebody asks for it. An app uses it with the variables of `env`. */
export class PowerManager {
  readonly #server: Server
  readonly #service: BusService

  private constructor(server: Server, service: BusService) {
    this.#server = server
    this.#service = service
  }

  static async open(): Promise<PowerManager> {
    const server = new Server()
    return new PowerManager(server, await serveOnBus(NAME, { '/org/freedesktop/PowerManagement/Inhibit': server }))
  }

  /** Chromium asks in the way of the desktop that it finds itself on. */
  get env(): Readonly<Record<string, string>> {
    return { XDG_CURRENT_DESKTOP: 'XFCE' }
  }

  /** How many ask that the machine stays awake. */
  get held(): number {
    return this.#server.held.size
  }

  close(): void {
    this.#service.close()
  }
}
