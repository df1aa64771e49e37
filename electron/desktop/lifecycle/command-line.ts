import { resolve } from 'node:path'

/** What we read of our own command line; Chromium's switches pass by. */
export interface CommandLine {
  /** `--user-data-dir=DIR`, made absolute; null for the usual place. */
  readonly userDataDir: string | null
  /** `--hidden`: no window, only the tray. */
  readonly hidden: boolean
  /** `--demo`: begin with the demo. */
  readonly demo: boolean
  /** `--help` or `--version`: say it and end. */
  readonly asks: 'help' | 'version' | null
  /** What stands behind `ctl`, or null where the app itself is meant. */
  readonly ctl: readonly string[] | null
}

/** Reads the command line. `ctl` counts only as the first word that is no switch: `switchboard --no-sandbox ctl chats`. Pure. */
export function parseCommandLine(argv: readonly string[], directory: string, packaged: boolean): CommandLine {
  // Unpackaged, Electron's own first word is the app's path.
  const given = argv.slice(1)
  const words = given.flatMap((word, index) => (word.startsWith('-') ? [] : [index]))
  const first = words[packaged ? 0 : 1]
  const ctl = first !== undefined && given[first] === 'ctl' ? given.slice(first + 1) : null
  const own = ctl === null ? given : given.slice(0, first)
  const dir = own.find((word) => word.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length)
  return {
    userDataDir: dir ? resolve(directory, dir) : null,
    hidden: own.includes('--hidden'),
    demo: own.includes('--demo'),
    asks: own.includes('--help') || own.includes('-h') ? 'help' : own.includes('--version') ? 'version' : null,
    ctl,
  }
}
