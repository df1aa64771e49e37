/** Telegram's own Bot API. Any other address is a Bot API server of the person's own. */
const TELEGRAM = 'https://api.telegram.org'

const MB = 1024 * 1024
const SECOND = 1000

/** What a Bot API server accepts and gives of files. */
export interface FileLimits {
  /** The person's own server. Started with `--local`, it names files by their path on this disk. */
  readonly own: boolean
  /** Largest file that it gives to bots, in bytes. */
  readonly downloadBytes: number
  /** Largest file that it takes from bots, in bytes. */
  readonly uploadBytes: number
  /**
   * How long it may be silent about a file (milliseconds). The person's own server answers only when it has fetched the
   * whole file from Telegram, or has sent it there.
   */
  readonly silenceMs: number
}

/**
 * The limits of the server at this address: 20 MB down and 50 MB up at Telegram's; 2,000 MB up and no limit but
 * Telegram's own of 2,000 MB down at a local one (Bot API, "Using a Local Bot API Server").
 */
export const fileLimits = (apiRoot: string): FileLimits =>
  apiRoot.replace(/\/+$/, '') === TELEGRAM
    ? { own: false, downloadBytes: 20 * MB, uploadBytes: 50 * MB, silenceMs: 60 * SECOND }
    : { own: true, downloadBytes: 2000 * MB, uploadBytes: 2000 * MB, silenceMs: 3600 * SECOND }
