import type { Updater, UpdaterLog, Version } from '../updater.ts'

/** electron-updater as far as it is used, with a server that a test steers. */
export class FakeUpdater implements Updater {
  autoDownload = false
  autoInstallOnAppQuit = true
  allowDowngrade = false
  allowPrerelease = false
  logger: UpdaterLog | null = null
  looks = 0
  /** What `quitAndInstall` was called with. */
  readonly installed: boolean[][] = []
  /** What happens while it installs. */
  onInstall = (): void => {}
  #channel: string | null = null
  #found: { readonly info: Version; readonly download: Promise<unknown> } | null = null
  readonly #listeners = new Map<string, ((value: never) => void)[]>()

  get channel(): string | null {
    return this.#channel
  }

  /** As the real one: whoever chooses a channel is taken to want its version, older or not. */
  set channel(value: string | null) {
    this.#channel = value
    this.allowDowngrade = true
  }

  /** What the server offers from now on. */
  offers(info: Version, download: Promise<unknown> = Promise.resolve()): void {
    download.catch(() => undefined)
    this.#found = { info, download }
  }

  /** The download is through. */
  arrives(): void {
    this.emit('update-downloaded', this.#found?.info)
  }

  emit(event: string, value: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(value as never)
  }

  on(event: string, listener: (value: never) => void): this {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener])
    return this
  }

  async checkForUpdates(): ReturnType<Updater['checkForUpdates']> {
    this.looks += 1
    const found = this.#found
    return found
      ? { updateInfo: found.info, isUpdateAvailable: true, downloadPromise: found.download }
      : { updateInfo: { version: '1.0.0' }, isUpdateAvailable: false }
  }

  quitAndInstall(...how: boolean[]): void {
    this.installed.push(how)
    this.onInstall()
  }
}
