/** What is known of a prompt that waits. */
export interface Wait {
  /** Its place in the chat's queue, from 0. */
  readonly place: number
  /** A turn of this chat runs. */
  readonly turnRuns: boolean
  /** What else keeps the chat from beginning, in words; null if nothing does. */
  readonly heldBy: string | null
  /** Turns that may run at once over all chats. */
  readonly slots: number
}

/** Why a prompt waits, and how many are ahead of it (promise 7: every wait says what it waits for). Pure. */
export function waitingWords({ place, turnRuns, heldBy, slots }: Wait): string {
  const ahead = place + (turnRuns ? 1 : 0)
  if (ahead > 0) return `Queued, ${ahead} ahead.`
  if (heldBy !== null) return `Queued: ${heldBy}.`
  return slots === 1
    ? 'Queued: another chat is being served; this begins right after.'
    : `Queued: all ${slots} places are busy with other chats; this begins when one is free.`
}
