import type { Clock } from '../../shared/clock.ts'

/** How often the system is asked whether it is online, and only while the bot is not. Milliseconds. */
export const ASK_EVERY_MS = 5_000

/**
 * Calls when the network came back. Main has no event for it, so the system is asked, and only while `offline` says
 * that the bot waits for it. Returns `look`, to be called with each change of the bot's state, and the way out.
 */
export function watchNetwork(deps: {
  readonly clock: Clock
  readonly isOnline: () => boolean
  readonly offline: () => boolean
  readonly onBack: () => void
}): { look(): void; close(): void } {
  let cancel: (() => void) | null = null
  let wasOnline = true

  const ask = (): void => {
    cancel = null
    if (!deps.offline()) return
    const online = deps.isOnline()
    if (online && !wasOnline) deps.onBack()
    wasOnline = online
    cancel = deps.clock.after(ASK_EVERY_MS, ask)
  }
  return {
    look() {
      if (cancel || !deps.offline()) return
      wasOnline = deps.isOnline()
      cancel = deps.clock.after(ASK_EVERY_MS, ask)
    },
    close: () => cancel?.(),
  }
}
