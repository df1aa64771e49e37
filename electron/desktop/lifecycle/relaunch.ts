import { spawn } from 'node:child_process'

import type { App } from 'electron'

/**
 * Has the app started again, with this run's arguments, when this run has ended: call it right before the exit. `image`
 * is the AppImage where this is one: Electron's own relauncher would run from its mount, which goes with this process.
 */
export function relaunch(app: Pick<App, 'relaunch' | 'releaseSingleInstanceLock'>, image: string | undefined): void {
  if (!image) return app.relaunch()
  app.releaseSingleInstanceLock()
  spawn(image, process.argv.slice(1), { detached: true, stdio: 'ignore' }).unref()
}
