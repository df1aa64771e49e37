import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'

import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import { redact } from '../../shared/secret.ts'
import { BootError } from './boot.ts'
import { safeModeAction, safeModePage, SAFE_MODE_ACTIONS } from './safe-mode-page.ts'
import type { SafeModeAction } from './safe-mode-page.ts'

/** What the buttons do; one without a function is not shown. */
export type SafeModeSteps = Partial<Record<SafeModeAction, () => void>>

/** Opens the safe mode window: no script, no bridge, no network, nothing of the app that failed. */
export function openSafeMode(deps: {
  readonly make: (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly error: unknown
  readonly steps: SafeModeSteps
  readonly log: Log
}): BrowserWindow {
  const window = deps.make({
    width: 620,
    height: 420,
    title: 'Switchboard could not start',
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  })
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  window.webContents.on('will-navigate', (event) => {
    event.preventDefault()
    const action = safeModeAction(event.url)
    if (action) deps.steps[action]?.()
  })
  window.on('closed', () => deps.steps.quit?.())
  const page = safeModePage({
    phase: deps.error instanceof BootError ? deps.error.phase : 'start',
    message: redact(errorMessage(deps.error)),
    actions: SAFE_MODE_ACTIONS.filter((action) => deps.steps[action]),
  })
  window
    .loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`)
    .catch((error: unknown) => deps.log.error('safe-mode.load', { message: errorMessage(error) }))
  return window
}
