import { join } from 'node:path'

import { sleep } from '../shared/clock.ts'
import type { ChatKey } from '../shared/ids.ts'
import { done, fail } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import { serveWindow } from './bridge.ts'
import type { DesktopDeps } from './context.ts'
import { ctlPath } from './ctl/protocol.ts'
import { listenCtl } from './ctl/server.ts'
import { runVerb } from './ctl/verbs.ts'
import { createDialogs } from './dialogs.ts'
import { createFollowers } from './followers.ts'
import { makeLocalChat } from './handlers/new-chat.ts'
import { createEventSender } from './ipc/event-sender.ts'
import { ownAppImage } from './lifecycle/app-image.ts'
import { noticesFor } from './notifications/decision.ts'
import { createGatherer } from './notifications/gatherer.ts'
import { createNotifier } from './notifications/notifier.ts'
import { createOutside } from './outside.ts'
import { NOTIFICATION } from './ports.ts'
import type { DesktopPorts } from './ports.ts'
import { servePage } from './protocol/scheme.ts'
import type { Secrets } from './secrets/secrets.ts'
import { followPorts } from './state/follow.ts'
import { createStateParts } from './state/head.ts'
import { createStatePublisher } from './state/publisher.ts'
import { createStateBook } from './state/state-book.ts'
import { followState } from './state/surfaces.ts'
import type { Screen } from './tray/action.ts'
import { countCleanup } from './tray/cleanup-count.ts'
import { gatherTrayFacts } from './tray/gather.ts'
import { trayModel } from './tray/model.ts'
import { runTrayAction } from './tray/run-action.ts'
import type { TrayTargets } from './tray/run-action.ts'
import { wireTray } from './tray/wire-tray.ts'
import { installAndRestart, whyNotReplaced } from './updates/install.ts'
import { whyNoUpdates } from './updates/ownership.ts'
import { createUpdates } from './updates/updates.ts'
import { appMenu } from './window/app-menu.ts'
import { backgroundFor } from './window/background.ts'
import { closeMeans } from './window/close-policy.ts'
import { createDashboard } from './window/dashboard.ts'
import { denyPermissions } from './window/lock.ts'
import { pageSource, wireMainWindow } from './window/open-main-window.ts'
import { rememberPlace } from './window/remember.ts'
import { connectSessionBus } from './window/session-bus.ts'
import { alwaysThere, neverThere, watchTrayHost } from './window/tray-host.ts'
import type { TrayHost } from './window/tray-host.ts'

/** Window, tray, notifications and `ctl` of the running app. */
export interface Surfaces {
  /** Opens the window, at a screen where one is named. */
  open(screen: Screen | null): void
  notify(title: string, body: string): void
  close(): Promise<void>
}

/** A session bus that does not answer must not hold up the start. Milliseconds. */
const BUS_MS = 2_000

/** Long enough for the answer to a click in the tray's menu to leave. Milliseconds. */
const PANEL_MS = 100

export async function startSurfaces(
  deps: DesktopDeps,
  app: {
    readonly ports: DesktopPorts
    readonly secrets: Secrets
    /** Ends the app in order; `leave` ends the process then instead of the usual exit. */
    readonly quit: (why: string, leave?: () => void) => void
    /** Starts the app again (an AppImage from this path) and exits. */
    readonly restart: (image: string | undefined) => void
    readonly quitting: () => boolean
  },
): Promise<Surfaces> {
  const { electron, clock, log, platform, shell } = deps
  const { ports, secrets } = app
  const { nativeTheme } = electron
  const source = pageSource(electron.app.isPackaged, deps.env)

  denyPermissions(electron.session.defaultSession)
  const stopServing = servePage(electron.protocol, deps.paths.page)
  const [host, place] = await Promise.all([
    trayHost(deps),
    rememberPlace({ ...deps, path: join(shell.dataDir, 'window.json') }),
  ])

  const book = createStateBook(
    createStateParts(ports, {
      version: electron.app.getVersion(),
      platform,
      home: electron.app.getPath('home'),
      locale: () => electron.app.getLocale(),
      theme: () => (nativeTheme.shouldUseDarkColors ? 'dark' : 'light'),
    }),
  )
  const send = createEventSender(() => window.contents())
  const state = createStatePublisher({ book, clock, send: (patch) => send('patch', patch) })

  const notifier = createNotifier({
    make: (options) => new electron.Notification(options),
    supported: () => electron.Notification.isSupported(),
    platform,
    icon: deps.paths.icon,
    open: (notice) => dashboard.open('chats', notice?.chat ?? null),
    answer: (approval, answer) =>
      void tellFailure(ports.sessions.answerApproval(approval, answer, NOTIFICATION), notifier.tell),
    log,
  })
  const gatherer = createGatherer({ clock, show: notifier.show })

  const onClose = (): 'hide' | 'quit' => {
    const means = closeMeans({ quitting: app.quitting(), trayHost: host.present(), startedHidden: shell.hidden })
    if (means === 'quit') app.quit('window closed')
    else if (host.present() && !ports.settings.current.closeToTrayShown) {
      notifier.tell('Switchboard goes on in the tray', 'Your chats stay connected. Quit is in the tray’s menu.')
      ports.settings.set('closeToTrayShown', true)
    }
    return means
  }

  const window = wireMainWindow(deps, {
    source,
    place,
    settings: () => ports.settings.current,
    onClose,
    onVisible: state.setVisible,
    onGone: () => {
      state.forget()
      dashboard.gone()
    },
  })
  const dashboard = createDashboard(window, send)
  const outside = createOutside(electron, ports, platform)

  const working = (): number =>
    Object.values(book.current().chats).filter(({ status }) => status === 'working' || status === 'starting').length
  const image = ownAppImage(deps.env, process.execPath)
  const updateFacts = { packaged: electron.app.isPackaged, platform, environment: deps.env, image }
  const updates = createUpdates({
    ...updateFacts,
    load: async () => (await import('electron-updater')).default.autoUpdater,
    version: electron.app.getVersion(),
    settings: () => ports.settings.current,
    clock,
    busy: () => working() > 0,
    whyNotReplaced: () => whyNotReplaced(image),
    end: (updater) => app.quit('update', () => installAndRestart(updater, { image, clock, restart: app.restart })),
    tell: notifier.tell,
    changed: book.headChanged,
    log,
  })
  const quit = (): void => app.quit('asked')

  const stopWindow = serveWindow(deps, {
    ...outside,
    ports,
    secrets,
    updates,
    state,
    window,
    source,
    send,
    quit,
    watched(visible) {
      ports.watch(visible)
      state.setVisible(visible)
      dashboard.listening()
    },
  })

  const targets: TrayTargets = {
    ...outside,
    ports,
    now: clock.now,
    open: dashboard.open,
    openPlace: outside.openPlaceOf,
    newChat: () => newChat(deps, ports, dashboard.open),
    checkUpdates: async () => {
      notifier.tell('Updates', await updates.check())
      return done
    },
    restartToUpdate: async () => {
      const why = await updates.restart()
      return why ? fail('no-restart', why) : done
    },
    // The panel waits for an answer to its click; an app that is gone before it sends one looks crashed.
    quit: () => void clock.after(PANEL_MS, quit),
  }
  const tray = wireTray(deps, {
    host,
    onClick: () => dashboard.open(null),
    run: (action) => void tellFailure(runTrayAction(action, targets), notifier.tell),
  })

  const cleanup = countCleanup({ cleanup: ports.cleanup, clock, log, onChange: book.headChanged })
  const followers = createFollowers(deps, ports, {
    shutdown: () => app.quit('system shuts down'),
    zoom: window.setZoom,
    theme: () => {
      window.setBackground(backgroundFor(nativeTheme.shouldUseDarkColors ? 'dark' : 'light'))
      book.headChanged()
    },
  })

  const stopFollowing = followPorts(book, ports)
  const stopTelling = followState({
    book,
    clock,
    tell(before, after) {
      const now = clock.now()
      const more = { now, cleanup: cleanup.count(), updates, updatesHere: whyNoUpdates(updateFacts) === null }
      tray.show(trayModel(gatherTrayFacts(after, ports, more)))
      followers.follow(after)
      const settings = ports.settings.current.notifications
      gatherer.add(noticesFor({ before, after, settings, now, looking: window.isFocused() }))
    },
  })

  electron.Menu.setApplicationMenu(
    electron.Menu.buildFromTemplate(
      appMenu({
        platform,
        developing: !electron.app.isPackaged,
        settings: () => dashboard.open('settings'),
        close: () => window.window()?.close(),
        quit,
      }),
    ),
  )
  // Without it only `switchboard ctl` is missing: a data directory on a file system without sockets must still open.
  const ctl = await listenCtl({
    path: ctlPath(shell.dataDir, platform),
    run: (request, aborted) => runVerb(ports, request, aborted),
    log,
  }).catch((error: unknown) => log.error('ctl.not-listening', { error }))

  return {
    open: dashboard.open,
    notify: notifier.tell,
    async close() {
      stopTelling()
      stopFollowing()
      followers.close()
      cleanup.close()
      updates.close()
      stopWindow()
      state.close()
      gatherer.close()
      notifier.close()
      window.destroy()
      tray.destroy()
      host.close()
      stopServing()
      await Promise.all([ctl?.close(), place.flush()])
    },
  }
}

function trayHost(deps: DesktopDeps): Promise<TrayHost> {
  if (deps.platform !== 'linux') return Promise.resolve(alwaysThere)
  const late = sleep(deps.clock, BUS_MS).then(() => neverThere)
  return Promise.race([watchTrayHost(connectSessionBus, deps.log), late])
}

/** What was asked for from outside the window has no other place to say that it failed. */
async function tellFailure(
  asked: Promise<Result<unknown>>,
  tell: (title: string, body: string) => void,
): Promise<void> {
  const result = await asked
  if (!result.ok) tell('Switchboard', result.message)
}

async function newChat(
  deps: DesktopDeps,
  ports: DesktopPorts,
  open: (screen: Screen, chat: ChatKey) => void,
): Promise<Result> {
  const home = deps.electron.app.getPath('home')
  const directory = await createDialogs(deps.electron.dialog, () => null).pickFolder('Choose a folder', home)
  if (directory === null) return done
  const made = await makeLocalChat({ ports, newId: deps.newId, home }, { directory, name: null })
  if (!made.ok) return made
  open('chats', made.value)
  return done
}
