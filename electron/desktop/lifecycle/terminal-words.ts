/** What whoever started the app from a terminal reads there of variables that cannot be used; the window says it too. Pure. */
export const badVariableWords = (variables: readonly { readonly message: string }[]): string[] =>
  variables.map(({ message }) => `[switchboard] ${message}`)

/** What a second start says before it goes. Pure. */
export const runningWords = (hidden: boolean): string =>
  `[switchboard] Switchboard is already running${hidden ? '.' : ': its window is shown.'}`
