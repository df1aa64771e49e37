/** What is known of the frame that a call came from. */
export interface CallFrame {
  readonly url: string
  readonly parent: object | null
}

/**
 * Whether a call may be served: it comes from a top frame that shows our own page. `origins` are ours: `app://switchboard`,
 * and the dev server's while developing. Pure.
 */
export function isOurFrame(frame: CallFrame | null, origins: readonly string[]): boolean {
  if (!frame || frame.parent !== null) return false
  return origins.some((origin) => frame.url === origin || frame.url.startsWith(`${origin}/`))
}
