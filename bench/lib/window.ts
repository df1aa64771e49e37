import { _electron } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'

import { appPath } from './electron-app.ts'

/** An app whose window is open. */
export interface OpenWindow {
  readonly app: ElectronApplication
  readonly pid: number
  readonly page: Page
}

/** Starts an app as {@link startApp} does, with its window, and waits for the page. */
export async function openWindow(
  app: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<OpenWindow> {
  const { executable, directory } = appPath(app)
  const started = await _electron.launch({
    executablePath: executable,
    args: [directory, '--no-sandbox', ...args],
    env: { ...environment },
  })
  return { app: started, pid: started.process().pid ?? 0, page: await started.firstWindow() }
}
