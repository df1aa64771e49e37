/** What whoever started the app from a terminal reads there of variables that cannot be used; the window says it too. Pure. */
export const badVariableWords = (variables: readonly { readonly message: string }[]): string[] =>
  variables.map(({ message }) => `[switchboard] ${message}`)

/** What a second start says before it goes. Pure. */
export const runningWords = (hidden: boolean): string =>
  `[switchboard] Switchboard is already running${hidden ? '.' : ': its window is shown.'}`

const USAGE = `switchboard [--hidden] [--demo] [--user-data-dir=DIR]   opens the app
switchboard [--user-data-dir=DIR] ctl VERB …            steers the running app; “ctl help” lists the verbs

  --hidden              no window, only the tray
  --demo                begin with the demo: no account, no token
  --user-data-dir=DIR   where everything is kept, instead of the usual place
  --version             the version, and nothing else
Any other switch goes to Chromium.`

/** What `--help` and `--version` print. Pure. */
export const askedWords = (asks: 'help' | 'version', version: string): string => (asks === 'help' ? USAGE : version)
