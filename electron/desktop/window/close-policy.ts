/**
 * What closing the window means: the app lives on in the tray where there is one. Without one it would be out of
 * reach, so closing ends it, unless it was started hidden: then it serves as a background service, and a second start
 * shows the window again. Pure.
 */
export function closeMeans(given: {
  readonly quitting: boolean
  readonly trayHost: boolean
  readonly startedHidden: boolean
}): 'hide' | 'quit' {
  if (given.quitting) return 'quit'
  return given.trayHost || given.startedHidden ? 'hide' : 'quit'
}
