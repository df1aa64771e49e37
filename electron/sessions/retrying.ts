/** Claude's API failed, and Claude Code asks it again by itself: up to ten times, over minutes. */
export interface Retrying {
  readonly attempt: number
  readonly of: number
  readonly reason: string
}

/** `waiting for Claude (overloaded), try 2 of 10`: not "thinking", for nothing is done. Pure. */
export const retryingWords = ({ attempt, of, reason }: Retrying): string =>
  `waiting for Claude (${reason}), try ${attempt} of ${of}`
