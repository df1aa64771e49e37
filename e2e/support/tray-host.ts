import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'

import dbus, { type MessageBus, type Variant } from 'dbus-next'

import { nearestTrayIcon, type Pixmap } from './tray-icons.ts'
import { findEntry, labels, type MenuEntry, readLayout, type WireLayout } from './tray-menu.ts'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const ITEM_PATH = '/StatusNotifierItem'
const ITEM = 'org.kde.StatusNotifierItem'
const MENU = 'com.canonical.dbusmenu'
/** How long an item may take from its registration to its picture and menu. */
const COMPLETE_MS = 5000

/** What the desktop shows of a tray icon. */
export interface TrayFacts {
  /** The state whose drawing is shown, and the panel that it is drawn for. */
  readonly icon: { readonly state: string; readonly ground: string }
  readonly tooltip: string
  readonly status: string
}

/** The properties of an item that are read here. */
interface WireItem {
  readonly IconPixmap: Variant<Pixmap[]>
  readonly ToolTip: Variant<[icon: string, pixmaps: Pixmap[], title: string, text: string]>
  readonly Status: Variant<string>
  readonly Menu: Variant<string>
}

/** Takes the registrations. Electron asks the property whether a tray is there before it registers. */
class Watcher extends dbus.interface.Interface {
  readonly items: string[] = []
  readonly #registered: (item: string) => void

  constructor(registered: (item: string) => void) {
    super(WATCHER)
    this.#registered = registered
  }

  get IsStatusNotifierHostRegistered() {
    return true
  }

  get ProtocolVersion() {
    return 0
  }

  get RegisteredStatusNotifierItems() {
    return this.items
  }

  RegisterStatusNotifierItem(item: string) {
    this.items.push(item)
    this.#registered(item)
  }

  RegisterStatusNotifierHost(_host: string) {}
}
Watcher.configureMembers({
  properties: {
    IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' },
    ProtocolVersion: { signature: 'i', access: 'read' },
    RegisteredStatusNotifierItems: { signature: 'as', access: 'read' },
  },
  methods: {
    RegisterStatusNotifierItem: { inSignature: 's' },
    RegisterStatusNotifierHost: { inSignature: 's' },
  },
})

/**
 * A desktop's tray: owns the watcher's name on the session bus, so that the app registers with it, and reads and
 * clicks what a person would see and click. Open it before the app is started.
 */
export class TrayHost {
  readonly #bus: MessageBus
  readonly #arrivals: Promise<string>

  private constructor(bus: MessageBus, arrivals: Promise<string>) {
    this.#bus = bus
    this.#arrivals = arrivals
  }

  static async open(): Promise<TrayHost> {
    const bus = dbus.sessionBus()
    await once(bus, 'connect')
    const { promise, resolve } = deferred<string>()
    bus.export('/StatusNotifierWatcher', new Watcher(resolve))
    await bus.requestName(WATCHER, 0)
    return new TrayHost(bus, promise)
  }

  close(): void {
    this.#bus.disconnect()
  }

  /** The first app's icon, tooltip and status; waits for it to register. */
  async facts(): Promise<TrayFacts> {
    const item = await this.#item()
    const [pixmap] = item.IconPixmap.value
    if (!pixmap) throw new Error('The tray icon has no picture.')
    const [, , title, text] = item.ToolTip.value
    return {
      icon: await nearestTrayIcon(pixmap),
      tooltip: [title, text].filter(Boolean).join('\n'),
      status: item.Status.value,
    }
  }

  /** The menu as a tree; its root has no label. */
  async menu(): Promise<MenuEntry> {
    const [, layout] = await this.#menuCall('GetLayout', 'iias', [0, -1, []])
    return readLayout(layout as WireLayout)
  }

  /** The words of the menu's first entry. */
  async header(): Promise<string | undefined> {
    return labels(await this.menu())[0]
  }

  /** Clicks the entry that the labels lead to. */
  async click(...path: readonly string[]): Promise<void> {
    const entry = findEntry(await this.menu(), path)
    if (!entry.enabled) throw new Error(`"${path.join(' › ')}" is disabled.`)
    await this.#menuCall('Event', 'isvu', [entry.id, 'clicked', new dbus.Variant('i', 0), 0])
  }

  /** Clicks on the icon itself. */
  async activate(): Promise<void> {
    await this.#call(await this.#arrivals, ITEM_PATH, ITEM, 'Activate', 'ii', [0, 0])
  }

  async #menuCall(member: string, signature: string, body: unknown[]): Promise<unknown[]> {
    const { Menu } = await this.#item()
    return this.#call(await this.#arrivals, Menu.value, MENU, member, signature, body)
  }

  /** Electron registers first and sets the picture and the menu a moment later: waits for both. */
  async #item(): Promise<WireItem> {
    const destination = await this.#arrivals
    const face = 'org.freedesktop.DBus.Properties'
    const until = Date.now() + COMPLETE_MS
    for (;;) {
      const [properties] = await this.#call(destination, ITEM_PATH, face, 'GetAll', 's', [ITEM])
      const item = properties as Partial<WireItem>
      if (item.IconPixmap && item.ToolTip && item.Status && item.Menu) return item as WireItem
      if (Date.now() > until) throw new Error(`The tray item stays incomplete: ${Object.keys(item).join(', ')}`)
      await setTimeout(20)
    }
  }

  /** Electron does not answer introspection, so plain method calls are sent. */
  async #call(
    destination: string,
    path: string,
    face: string,
    member: string,
    signature: string,
    body: readonly unknown[],
  ): Promise<unknown[]> {
    const call = new dbus.Message({ destination, path, interface: face, member, signature, body: [...body] })
    const reply = await this.#bus.call(call)
    return reply?.body ?? []
  }
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
