/** What electron-updater says of a version. */
export interface Version {
  readonly version: string
  readonly releaseNotes?: unknown
}

/** As much of electron-updater's `AppUpdater` (6.8) as is used. */
export interface Updater {
  autoDownload: boolean
  autoInstallOnAppQuit: boolean
  /** Setting it allows downgrades as well: see {@link configure}. */
  channel: string | null
  allowDowngrade: boolean
  /** Of GitHub only: without it a release that is marked as preliminary is not looked at. */
  allowPrerelease: boolean
  logger: UpdaterLog | null
  checkForUpdates(): Promise<{
    readonly updateInfo: Version
    readonly isUpdateAvailable: boolean
    readonly downloadPromise?: Promise<unknown> | null
  } | null>
  on(event: 'update-downloaded', listener: (info: Version) => void): unknown
  /** The AppImage was replaced by a file of another name. */
  on(event: 'appimage-filename-updated', listener: (path: string) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void
}

/** Where electron-updater tells what it does; its own default is the console. */
export interface UpdaterLog {
  info(message: unknown): void
  warn(message: unknown): void
  error(message: unknown): void
}

/** Sets what is to be looked for. */
export function configure(updater: Updater, channel: 'latest' | 'beta'): void {
  updater.channel = channel
  updater.allowDowngrade = false
  updater.allowPrerelease = channel === 'beta'
}
