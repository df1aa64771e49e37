import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'

import type { Clock } from '../../shared/clock.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Updater } from './updater.ts'

/** macOS hands the new app to Squirrel before it can be exchanged; a restart that takes longer has failed. Milliseconds. */
export const INSTALL_MS = 60_000

/** Why an AppImage cannot be replaced where it lies, or null. electron-updater deletes the old one before it moves the new. */
export async function whyNotReplaced(image: string | undefined): Promise<string | null> {
  if (!image) return null
  try {
    await access(dirname(image), constants.W_OK | constants.X_OK)
    await access(image)
    return null
  } catch (error) {
    return `${image} cannot be replaced: ${errorMessage(error)}. Put the AppImage into a directory of your own.`
  }
}

/**
 * Replaces the app and starts the new one; the last thing that a run does, when all else of it has ended. Where the
 * replacing fails, the app that is there is started again.
 */
export function installAndRestart(
  updater: Updater,
  by: {
    readonly image: string | undefined
    readonly clock: Clock
    /** Starts the app again (an AppImage from this path) and exits. */
    readonly restart: (image: string | undefined) => void
  },
): void {
  let { image } = by
  let over = false
  const restart = (): void => {
    if (!over) by.restart(image)
    over = true
  }
  updater.on('error', restart)
  updater.on('appimage-filename-updated', (path) => (image = path))
  // Silently: the person has said so already. An AppImage would be started at once, and would find this run's lock.
  updater.quitAndInstall(true, image === undefined)
  if (image) restart()
  else by.clock.after(INSTALL_MS, restart)
}
