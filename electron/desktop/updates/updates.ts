import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'

/** As much of electron-updater as is used. */
export interface Updater {
  autoDownload: boolean
  autoInstallOnAppQuit: boolean
  channel: string | null
  checkForUpdates(): Promise<{
    readonly updateInfo: { readonly version: string; readonly releaseNotes?: unknown }
    readonly isUpdateAvailable?: boolean
  } | null>
  on(event: 'update-downloaded', listener: (info: { version: string; releaseNotes?: unknown }) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  quitAndInstall(isSilent?: boolean, isForceRunAfter?: boolean): void
}

export interface UpdatesDeps {
  /** Loads electron-updater only when it is asked for: it is not needed to start. */
  readonly load: () => Promise<Updater>
  readonly packaged: boolean
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly version: string
  readonly settings: () => Readonly<Settings>
  /** A turn runs: nothing may be restarted now. */
  readonly busy: () => boolean
  readonly log: Log
}

export interface Updates {
  /** Looks for a newer version. Says what was found, in words. */
  check(): Promise<string>
  /** A downloaded version that waits for a restart. */
  ready(): { readonly version: string; readonly notes: string } | null
  /** Restarts into the new version, unless a turn runs. Says why not, or null. */
  restart(): Promise<string | null>
}

/**
 * Why this installation does not update itself, or null where it does. Only what we installed ourselves is ours to
 * replace: AppImage, the Windows installer and the macOS app; deb, rpm and tar.gz belong to somebody else.
 */
export function whyNoUpdates(deps: Pick<UpdatesDeps, 'packaged' | 'platform' | 'environment'>): string | null {
  if (!deps.packaged) return 'This is a development build: update it with git pull.'
  if (deps.environment.SNAP || deps.environment.FLATPAK_ID) return 'Updates come by your app store.'
  if (deps.platform === 'linux' && !deps.environment.APPIMAGE) return 'Updates come by your package manager.'
  return null
}

const notesOf = (notes: unknown): string => (typeof notes === 'string' ? notes : '')

/** Updates through electron-updater, which checks the signature of what it downloads. */
export function createUpdates(deps: UpdatesDeps): Updates {
  let updater: Promise<Updater> | null = null
  let downloaded: { version: string; notes: string } | null = null

  const loaded = (): Promise<Updater> => {
    updater ??= deps.load().then((loadedUpdater) => {
      loadedUpdater.autoInstallOnAppQuit = true
      loadedUpdater.on(
        'update-downloaded',
        (info) => (downloaded = { version: info.version, notes: notesOf(info.releaseNotes) }),
      )
      loadedUpdater.on('error', (error) => deps.log.warn('updates.failed', { error }))
      return loadedUpdater
    })
    return updater
  }

  return {
    async check() {
      const why = whyNoUpdates(deps)
      if (why) return why
      try {
        const current = await loaded()
        current.channel = deps.settings().updates.channel
        current.autoDownload = deps.settings().updates.automatic
        const result = await current.checkForUpdates()
        if (!result || result.isUpdateAvailable === false || result.updateInfo.version === deps.version) {
          return `Switchboard ${deps.version} is the newest version.`
        }
        return `Switchboard ${result.updateInfo.version} is there${current.autoDownload ? ' and is being downloaded' : ''}.`
      } catch (error) {
        return `Updates could not be looked for: ${errorMessage(error)}`
      }
    },
    ready: () => downloaded,
    async restart() {
      if (!downloaded) return 'There is no update to restart into.'
      if (deps.busy()) return 'A turn is running. Restart when it is done.'
      const current = await loaded()
      current.quitAndInstall(false, true)
      return null
    },
  }
}
