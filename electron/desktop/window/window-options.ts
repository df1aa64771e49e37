import type { BrowserWindowConstructorOptions } from 'electron'

import { backgroundFor } from './background.ts'
import { MINIMUM } from './placement.ts'
import type { Placement } from './placement.ts'

/** How the one window is made. Pure. */
export function windowOptions(given: {
  readonly placement: Placement
  readonly theme: 'light' | 'dark'
  readonly preload: string
  readonly icon: string | null
  readonly zoom: number
  readonly developing: boolean
}): BrowserWindowConstructorOptions {
  return {
    ...given.placement.bounds,
    minWidth: MINIMUM.width,
    minHeight: MINIMUM.height,
    title: 'Switchboard',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: backgroundFor(given.theme),
    ...(given.icon ? { icon: given.icon } : {}),
    webPreferences: {
      preload: given.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: given.developing,
      zoomFactor: given.zoom,
    },
  }
}
