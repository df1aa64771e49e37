import dbus from 'dbus-next'

import { type BusService, serveOnBus } from './bus-service.ts'

const NAME = 'org.freedesktop.Notifications'

/** A notification as the app asked for it. */
export interface ShownNotification {
  readonly id: number
  readonly title: string
  readonly body: string
  /** Buttons: key on the bus to label on the screen. */
  readonly actions: Readonly<Record<string, string>>
}

class Server extends dbus.interface.Interface {
  readonly shown: ShownNotification[] = []

  constructor() {
    super(NAME)
  }

  GetCapabilities() {
    return ['actions', 'body', 'body-markup']
  }

  GetServerInformation() {
    return ['switchboard-e2e', 'Switchboard', '1', '1.2']
  }

  // The parameters are those of the Desktop Notifications Specification 1.2.
  Notify(_app: string, replaces: number, _icon: string, title: string, body: string, actions: string[]) {
    const id = replaces || this.shown.length + 1
    const pairs = actions.flatMap((key, index) => (index % 2 === 0 ? [[key, actions[index + 1] ?? ''] as const] : []))
    this.shown.push({ id, title, body, actions: Object.fromEntries(pairs) })
    return id
  }

  CloseNotification(id: number) {
    this.NotificationClosed(id, 3)
  }

  ActionInvoked(id: number, key: string) {
    return [id, key]
  }

  NotificationClosed(id: number, reason: number) {
    return [id, reason]
  }
}
Server.configureMembers({
  methods: {
    GetCapabilities: { outSignature: 'as' },
    GetServerInformation: { outSignature: 'ssss' },
    Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    CloseNotification: { inSignature: 'u' },
  },
  signals: { ActionInvoked: { signature: 'us' }, NotificationClosed: { signature: 'uu' } },
})

/** A desktop's notifications: owns their name on the session bus, remembers what was shown, and clicks on it. */
export class NotificationDaemon {
  readonly #server: Server
  readonly #service: BusService

  private constructor(server: Server, service: BusService) {
    this.#server = server
    this.#service = service
  }

  static async open(): Promise<NotificationDaemon> {
    const server = new Server()
    return new NotificationDaemon(server, await serveOnBus(NAME, { '/org/freedesktop/Notifications': server }))
  }

  close(): void {
    this.#service.close()
  }

  /** Everything shown so far, the oldest first; a replaced one is listed again. */
  get shown(): readonly ShownNotification[] {
    return this.#server.shown
  }

  /** Clicks a notification's button by its label, or the notification itself when no label is given. */
  click(notification: ShownNotification, label?: string): void {
    const key =
      label === undefined ? 'default' : Object.entries(notification.actions).find(([, text]) => text === label)?.[0]
    if (key === undefined) throw new Error(`"${notification.title}" has no button "${label}".`)
    this.#server.ActionInvoked(notification.id, key)
    this.#server.NotificationClosed(notification.id, 2)
  }
}
