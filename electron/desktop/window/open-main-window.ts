import type { Settings } from '../../shared/settings.ts'
import type { DesktopDeps } from '../context.ts'
import { ORIGIN } from '../protocol/scheme.ts'
import { createMainWindow } from './main-window.ts'
import type { MainWindow, MainWindowDeps } from './main-window.ts'
import { placeWindow } from './placement.ts'
import type { RememberedPlace } from './remember.ts'
import { windowOptions } from './window-options.ts'

/** Where the page is loaded from, and who may call: our scheme, or the dev server while developing. */
export interface PageSource {
  readonly url: string
  readonly origins: readonly string[]
  readonly developing: boolean
}

/** The dev server counts only unpackaged: a variable must not point a released app elsewhere. Pure. */
export function pageSource(packaged: boolean, env: Readonly<Record<string, string | undefined>>): PageSource {
  const server = packaged ? undefined : env['ELECTRON_RENDERER_URL']
  return server && URL.canParse(server)
    ? { url: server, origins: [new URL(server).origin], developing: true }
    : { url: `${ORIGIN}/index.html`, origins: [ORIGIN], developing: false }
}

/** The one window, with Electron's own pieces in it. */
export function wireMainWindow(
  deps: DesktopDeps,
  given: Pick<MainWindowDeps, 'onClose' | 'onVisible' | 'onGone'> & {
    readonly source: PageSource
    readonly place: RememberedPlace
    readonly settings: () => Readonly<Settings>
  },
): MainWindow {
  const { BrowserWindow, nativeTheme, screen } = deps.electron
  const placement = () =>
    placeWindow(
      given.place.current(),
      screen.getAllDisplays().map((display) => display.workArea),
    )
  return createMainWindow({
    make: (options) => new BrowserWindow(options),
    placement,
    options: () =>
      windowOptions({
        placement: placement(),
        theme: nativeTheme.shouldUseDarkColors ? 'dark' : 'light',
        preload: deps.paths.preload,
        icon: deps.paths.icon,
        zoom: given.settings().appearance.zoom,
        developing: !deps.electron.app.isPackaged,
      }),
    url: given.source.url,
    clock: deps.clock,
    log: deps.log,
    remember: given.place.set,
    onClose: given.onClose,
    onVisible: given.onVisible,
    onGone: given.onGone,
  })
}
