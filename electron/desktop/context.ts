import type * as Electron from 'electron'

import type { Clock } from '../shared/clock.ts'
import type { Log } from '../shared/log.ts'
import type { Result } from '../shared/result.ts'
import type { SmallFiles } from './files.ts'
import type { Shell } from './shell.ts'

/** Where built and drawn files lie. Absolute paths. */
export interface DesktopPaths {
  /** The built page: the folder that holds `index.html`. */
  readonly page: string
  /** The built preload script, CommonJS. */
  readonly preload: string
  /** `resources/tray`. */
  readonly trayIcons: string
  /** The app's icon for window and notifications; null where the system takes it from the package. */
  readonly icon: string | null
}

/** What the desktop is made of. `electron` is handed over, so that every part can be given a piece of it. */
export interface DesktopDeps {
  readonly electron: typeof Electron
  readonly shell: Shell
  readonly clock: Clock
  readonly log: Log
  readonly files: SmallFiles
  readonly paths: DesktopPaths
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  /** Loads a backup without the rest of the app: what safe mode offers. */
  readonly restoreBackup: (path: string) => Promise<Result>
  readonly newId: () => string
}
