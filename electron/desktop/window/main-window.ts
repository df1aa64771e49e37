import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from 'electron'

import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import { createCrashGuard } from './crash-guard.ts'
import { lockNavigation } from './lock.ts'
import type { Placement } from './placement.ts'

/** A hidden window is thrown away after this long: its renderer costs more memory than the rest of the app. Milliseconds. */
export const DESTROY_AFTER_MS = 5 * 60_000
/** A page that crashed is loaded again after this long, so that a crash loop does not spin. Milliseconds. */
const RELOAD_AFTER_MS = 500

/** The one window: made when it is wanted, gone when it is not. */
export interface MainWindow {
  /** Makes it where there is none, and brings it to the front. */
  show(): void
  isVisible(): boolean
  isFocused(): boolean
  /** The page, where there is a window. */
  contents(): WebContents | null
  window(): BrowserWindow | null
  setZoom(factor: number): void
  setBackground(colour: string): void
  /** For good, whatever the page says. */
  destroy(): void
}

export interface MainWindowDeps {
  readonly make: (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly options: () => BrowserWindowConstructorOptions
  readonly placement: () => Placement
  /** What is loaded: our own page, or the dev server's. */
  readonly url: string
  readonly clock: Clock
  readonly log: Log
  /** Called when the window is moved, resized or maximised; the caller writes it down now and then. */
  readonly remember: (placement: Placement) => void
  /** A person closes the window: `hide` keeps the app in the tray, `quit` ends it. */
  readonly onClose: () => 'hide' | 'quit'
  readonly onVisible: (visible: boolean) => void
  readonly onGone: () => void
}

export function createMainWindow(deps: MainWindowDeps): MainWindow {
  let current: BrowserWindow | null = null
  let cancelDestroy: (() => void) | null = null
  const mayReload = createCrashGuard(deps.clock)

  const load = (window: BrowserWindow): void => {
    window.loadURL(deps.url).catch((error: unknown) => deps.log.error('window.load', { message: errorMessage(error) }))
  }

  const forget = (): void => {
    cancelDestroy?.()
    cancelDestroy = null
    if (!current) return
    current = null
    deps.onVisible(false)
    deps.onGone()
  }

  const hidden = (window: BrowserWindow): void => {
    deps.onVisible(false)
    cancelDestroy?.()
    cancelDestroy = deps.clock.after(DESTROY_AFTER_MS, () => {
      if (!window.isDestroyed() && !window.isVisible()) window.destroy()
    })
  }

  const shown = (): void => {
    cancelDestroy?.()
    cancelDestroy = null
    deps.onVisible(true)
  }

  const watch = (window: BrowserWindow): void => {
    const remember = (): void => deps.remember({ bounds: window.getNormalBounds(), maximised: window.isMaximized() })
    // `resized` and `moved`, which come once at the end, are not there on Linux.
    window.on('resize', remember)
    window.on('move', remember)
    window.on('maximize', remember)
    window.on('unmaximize', remember)
    window.on('show', shown)
    window.on('restore', shown)
    window.on('hide', () => hidden(window))
    window.on('minimize', () => deps.onVisible(false))
    window.on('close', (event) => {
      remember()
      if (deps.onClose() === 'quit') return
      event.preventDefault()
      window.hide()
    })
    window.on('closed', forget)
    window.webContents.on('render-process-gone', (_event, details) => {
      deps.log.error('window.crashed', { reason: details.reason, exitCode: details.exitCode })
      if (details.reason === 'clean-exit' || !mayReload()) return
      deps.clock.after(RELOAD_AFTER_MS, () => {
        if (!window.isDestroyed()) load(window)
      })
    })
  }

  const make = (): BrowserWindow => {
    const window = deps.make(deps.options())
    current = window
    lockNavigation(window.webContents, deps.log)
    watch(window)
    if (deps.placement().maximised) window.maximize()
    load(window)
    return window
  }

  return {
    show() {
      const window = current ?? make()
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    isVisible: () => current !== null && current.isVisible() && !current.isMinimized(),
    isFocused: () => current?.isFocused() ?? false,
    contents: () => current?.webContents ?? null,
    window: () => current,
    setZoom: (factor) => current?.webContents.setZoomFactor(factor),
    setBackground: (colour) => current?.setBackgroundColor(colour),
    destroy: () => current?.destroy(),
  }
}
