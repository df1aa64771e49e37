import { join } from 'node:path'

import type { App, Protocol } from 'electron'

import { parseCommandLine } from './lifecycle/command-line.ts'
import type { CommandLine } from './lifecycle/command-line.ts'
import { claimInstance } from './lifecycle/single-instance.ts'
import { schemes } from './protocol/scheme.ts'
import { mayNeedSecretService } from './secrets/password-store.ts'
import { findSecretService } from './secrets/secret-service.ts'

/** What is settled before Electron is ready. */
export interface Shell extends CommandLine {
  /** The data directory: everything of this installation lies in it. Absolute. */
  readonly dataDir: string
  /** False where an instance with the same directory runs: it shows its window, and this one must exit with 0. */
  claim(): boolean
  /** Called when a second start knocks. Those that came before are told at once. */
  onKnock(listener: () => void): void
}

/** The parts of the process that decide how we start. */
export interface Start {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly cwd: string
}

/** Where the data is unless it is said. Electron makes that directory when asked for it: a mere client leaves none behind. */
const usualDirectory = (app: Pick<App, 'getPath' | 'name'>): string => join(app.getPath('appData'), app.name)

/** Reads the command line and sets what Electron wants to know before it is ready: await it first in the entry module. */
export async function prepareShell(
  app: Pick<
    App,
    | 'isPackaged'
    | 'name'
    | 'setPath'
    | 'getPath'
    | 'commandLine'
    | 'requestSingleInstanceLock'
    | 'on'
    | 'setAppUserModelId'
  >,
  protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>,
  start: Start,
): Promise<Shell> {
  const line = parseCommandLine(start.argv, start.cwd, app.isPackaged)
  if (line.userDataDir) app.setPath('userData', line.userDataDir)
  if (start.platform === 'win32') app.setAppUserModelId('dev.switchboard.app')
  protocol.registerSchemesAsPrivileged(schemes)
  const mere = line.ctl !== null || line.asks !== null
  if (!mere && mayNeedSecretService(start) && (await findSecretService()))
    app.commandLine.appendSwitch('password-store', 'gnome-libsecret')

  let knocked = false
  let listener: (() => void) | null = null
  const onKnock = (hidden: boolean): void => {
    if (hidden) return
    if (listener) listener()
    else knocked = true
  }
  return {
    ...line,
    dataDir: line.userDataDir ?? (mere ? usualDirectory(app) : app.getPath('userData')),
    claim: () => claimInstance(app, line.hidden, onKnock),
    onKnock(next) {
      listener = next
      if (knocked) next()
      knocked = false
    },
  }
}
