import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'
import type { Settings } from '../../shared/settings.ts'
import { whyNoUpdates } from './ownership.ts'
import type { Installation } from './ownership.ts'
import { configure } from './updater.ts'
import type { Updater, Version } from './updater.ts'
import { notesText, reasonWords } from './words.ts'

/** By itself it looks once the start is through, and then once a day. Milliseconds. */
export const FIRST_LOOK_MS = 60_000
export const LOOK_EVERY_MS = 24 * 60 * 60 * 1000

export interface UpdatesDeps extends Installation {
  /** Loads electron-updater only when it is asked for: it is not needed to start. */
  readonly load: () => Promise<Updater>
  readonly version: string
  readonly settings: () => Readonly<Settings>
  readonly clock: Clock
  /** A turn runs: nothing may be restarted now. */
  readonly busy: () => boolean
  /** Ends the app in order, and lets this replace and start it as the very last. */
  readonly end: (updater: Updater) => void
  /** Why the installed file cannot be replaced, or null. */
  readonly whyNotReplaced: () => Promise<string | null>
  /** Says something to the person. */
  readonly tell: (title: string, body: string) => void
  /** A version waits for a restart: the tray has another entry. */
  readonly changed: () => void
  readonly log: Log
}

export interface Updates {
  /** Looks for a newer version, and begins to fetch it. Says what was found, in words. */
  check(): Promise<string>
  /** A downloaded version that waits for a restart. */
  ready(): { readonly version: string; readonly notes: string } | null
  /** Restarts into the new version, unless a turn runs. Says why not, or null. */
  restart(): Promise<string | null>
  close(): void
}

/**
 * Updates through electron-updater. A download counts only if its sha512 is the one of the release, and on Windows and
 * macOS if it is signed as this app is. Nothing is installed unless the person asks for the restart.
 */
export function createUpdates(deps: UpdatesDeps): Updates {
  let updater: Promise<Updater> | null = null
  let downloaded: { version: string; notes: string } | null = null

  const arrived = ({ version, releaseNotes }: Version): void => {
    // A look at what lies downloaded already says so again.
    if (downloaded?.version === version) return
    downloaded = { version, notes: notesText(releaseNotes) }
    deps.changed()
    const how = 'Restart to update, in the tray’s menu, when no turn runs.'
    deps.tell(`Switchboard ${version} is ready`, [how, downloaded.notes].filter(Boolean).join('\n'))
  }

  const loaded = (): Promise<Updater> => {
    updater ??= deps.load().then((fresh) => {
      const { log } = deps
      fresh.autoDownload = true
      // An end that the system asks for (log-out, shutdown) is no time to exchange files.
      fresh.autoInstallOnAppQuit = false
      fresh.logger = {
        info: (message) => log.debug('updates.step', { message: String(message) }),
        warn: (message) => log.warn('updates.trouble', { message: String(message) }),
        error: (message) => log.warn('updates.trouble', { message: String(message) }),
      }
      fresh.on('update-downloaded', arrived)
      // Without a listener Node would throw it.
      fresh.on('error', (error) => log.warn('updates.failed', { error }))
      return fresh
    })
    return updater
  }

  const look = async (): Promise<string> => {
    const current = await loaded()
    configure(current, deps.settings().updates.channel)
    const result = await current.checkForUpdates()
    if (!result?.isUpdateAvailable) return `Switchboard ${deps.version} is the newest version.`
    const { version, releaseNotes } = result.updateInfo
    result.downloadPromise?.catch((error: unknown) =>
      deps.tell(`Switchboard ${version} could not be downloaded`, `The reason: ${reasonWords(error)}.`),
    )
    if (downloaded?.version === version)
      return `Switchboard ${version} is ready. Restart to update, in the tray’s menu.`
    return [`Switchboard ${version} is there and is being downloaded.`, notesText(releaseNotes)]
      .filter(Boolean)
      .join('\n')
  }

  let cancel = (): void => {}
  const lookLater = (ms: number): void => {
    cancel = deps.clock.after(ms, () => {
      lookLater(LOOK_EVERY_MS)
      if (deps.settings().updates.automatic)
        look().catch((error: unknown) => deps.log.warn('updates.not-looked', { error }))
    })
  }
  if (whyNoUpdates(deps) === null) lookLater(FIRST_LOOK_MS)

  return {
    async check() {
      const why = whyNoUpdates(deps)
      if (why) return why
      try {
        return await look()
      } catch (error) {
        return `Updates could not be looked for: ${reasonWords(error)}.`
      }
    },
    ready: () => downloaded,
    async restart() {
      if (!downloaded) return 'There is no update to restart into.'
      const why = await deps.whyNotReplaced()
      if (why) return why
      if (deps.busy()) return 'A turn is running. Restart when it is done.'
      deps.end(await loaded())
      return null
    },
    close: () => cancel(),
  }
}
