/** Telegram's own Bot API. Any other address is a Bot API server of the person's own. */
const TELEGRAM = 'https://api.telegram.org'

const MB = 1024 * 1024
const SECOND = 1000

/** What a Bot API server does with files. */
export interface FileLimits {
  /** A server of one's own: started with `--local` it names files by their path on this disk. */
  readonly own: boolean
  /** Bytes of a file that it gives. */
  readonly downloadBytes: number
  /** Bytes of a file that it takes. */
  readonly uploadBytes: number
  /**
   * Milliseconds that it may be silent about a file. One's own answers only when it has the whole file from Telegram, or
   * Telegram has it from there.
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
