import { join } from 'node:path'

import type { DesktopDeps } from './context.ts'
import { createDialogs } from './dialogs.ts'
import { ownAppImage } from './lifecycle/app-image.ts'
import { BootError, bootLimit, createPhases } from './lifecycle/boot.ts'
import type { Phase } from './lifecycle/boot.ts'
import { createQuit } from './lifecycle/quit.ts'
import type { QuitStep } from './lifecycle/quit.ts'
import { relaunch } from './lifecycle/relaunch.ts'
import { openSafeMode } from './lifecycle/safe-mode.ts'
import type { DesktopPorts } from './ports.ts'
import { openSecrets } from './secrets/secrets.ts'
import type { Secrets } from './secrets/secrets.ts'
import { startSurfaces } from './surfaces.ts'
import type { Surfaces } from './surfaces.ts'

/** What the start is given to build the app with. */
export interface BootTools {
  readonly phase: Phase
  readonly secrets: Secrets
  /** Runs when the app ends, last given first: what was built later rests on what was built before. */
  readonly onQuit: (step: QuitStep) => void
}

/** The whole app, from ready to exit. */
export interface Desktop {
  /**
   * Builds the app in named phases, shows it, and stays. A start that fails ends in the safe mode window. Never await
   * it at the top level of the entry module: Electron is not ready before that module is through.
   */
  run(build: (tools: BootTools) => Promise<DesktopPorts>): Promise<void>
  /** A word to the person as a desktop notification. Nothing before the app is up. */
  notify(title: string, body: string): void
  /** Ends the app in order; the same as the tray's Quit. */
  quit(why: string): void
}

export function createDesktop(deps: DesktopDeps): Desktop {
  const { electron, clock, log, shell } = deps
  const { app } = electron
  const steps: QuitStep[] = []
  const kill = (): void => void process.kill(process.pid, 'SIGKILL')
  // Who starts the app while it ends finds its lock taken, and is gone before it is free.
  let wanted = false
  const exit = (code: number): void => (wanted ? restart() : app.exit(code))
  const quit = createQuit({ steps: () => steps.toReversed(), clock, log, exit, kill })
  const end = (why: string, leave?: () => void): void => void quit.request(why, leave)
  const restart = (image = ownAppImage(deps.env, process.execPath)): void => {
    relaunch(app, image)
    app.exit(0)
  }
  let surfaces: Surfaces | null = null

  const listen = (): void => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(signal))
    app.on('before-quit', (event) => {
      // Chromium turns signals and the dock's Quit into this; the end is ours, and exits by itself.
      if (quit.through) return
      event.preventDefault()
      end('quit')
    })
    // Without a listener Electron quits with the last window.
    app.on('window-all-closed', () => {})
    app.on('activate', () => surfaces?.open(null))
  }

  const boot = async (build: (tools: BootTools) => Promise<DesktopPorts>): Promise<void> => {
    const phase = createPhases({ clock, log, limitMs: bootLimit(deps.env) })
    await phase('electron', () => app.whenReady())
    const secrets = await phase('secrets', () =>
      openSecrets({ ...deps, safeStorage: electron.safeStorage, path: join(shell.dataDir, 'secrets.json') }),
    )
    const ports = await build({ phase, secrets, onQuit: (step) => void steps.push(step) })
    if (quit.begun) return
    surfaces = await phase('surfaces', () =>
      startSurfaces(deps, { ports, secrets, quit: end, restart, quitting: () => quit.begun }),
    )
    steps.push({ name: 'surfaces', run: () => surfaces?.close() })
    const { open } = surfaces
    shell.onKnock(() => (quit.begun ? (wanted = true) : open(null)))
    if (!shell.hidden && !openedAtLogin()) open(null)
  }

  // macOS passes no argument to what it starts at login, but says that it did.
  const openedAtLogin = (): boolean => deps.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin

  const safeMode = async (error: unknown): Promise<void> => {
    await app.whenReady()
    const { dialog, shell: system, BrowserWindow } = electron
    const hung = error instanceof BootError && error.hung
    const again = (): void => {
      if (!hung) return restart()
      relaunch(app, ownAppImage(deps.env, process.execPath))
      kill()
    }
    const restore = async (): Promise<void> => {
      const path = await createDialogs(dialog, () => null).openFile('Restore backup', ['gz'])
      const restored = path ? await deps.restoreBackup(path) : null
      if (restored?.ok) end('restored', again)
      else if (restored) dialog.showErrorBox('The backup was not restored', restored.message)
    }
    openSafeMode({
      make: (options) => new BrowserWindow(options),
      error,
      steps: {
        restart: () => end('restart', again),
        logs: () => void system.openPath(join(shell.dataDir, 'logs')),
        restore: () => void restore(),
        quit: () => end('safe mode', hung ? kill : undefined),
      },
      log,
    })
  }

  return {
    async run(build) {
      listen()
      try {
        await boot(build)
      } catch (error) {
        if (!quit.begun) await safeMode(error)
      }
    },
    notify: (title, body) => surfaces?.notify(title, body),
    quit: end,
  }
}
