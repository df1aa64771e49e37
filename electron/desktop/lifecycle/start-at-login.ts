import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import type { App } from 'electron'

import { done, errorMessage, fail } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import { autostartEntry } from './autostart-file.ts'

/** Turns start at login on or off on this system. */
export type StartAtLogin = (on: boolean) => Promise<Result>

/** Where a Linux desktop session looks for what it starts. Pure. */
export const autostartPath = (env: Readonly<Record<string, string | undefined>>, home: string): string =>
  join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'autostart', 'switchboard.desktop')

export function createStartAtLogin(deps: {
  readonly platform: NodeJS.Platform
  readonly app: Pick<App, 'setLoginItemSettings'>
  readonly command: readonly string[]
  /** Linux only. */
  readonly path: string
}): StartAtLogin {
  const [path, ...args] = deps.command
  return async (on) => {
    try {
      // Electron's own call knows only macOS and Windows (electron#15198).
      if (deps.platform !== 'linux') deps.app.setLoginItemSettings({ openAtLogin: on, ...(path ? { path, args } : {}) })
      else if (on) {
        await mkdir(dirname(deps.path), { recursive: true })
        await writeFile(deps.path, autostartEntry({ command: deps.command }), { mode: 0o644 })
      } else await rm(deps.path, { force: true })
      return done
    } catch (error) {
      return fail('login-item', `Start at login could not be changed: ${errorMessage(error)}.`)
    }
  }
}
