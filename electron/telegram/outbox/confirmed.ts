/** The newest message that Telegram confirmed to this run, by Telegram's chat id. Ids grow with time. */
export interface Confirmed {
  note(chatId: number, messageId: number): void
  /** Null where nothing was sent to this chat yet. */
  newest(chatId: number): number | null
}

/** `onConfirmed` is called for each message as soon as it is known. */
export function createConfirmed(onConfirmed: (chatId: number, messageId: number) => void): Confirmed {
  const newest = new Map<number, number>()
  return {
    note(chatId, messageId) {
      newest.set(chatId, Math.max(messageId, newest.get(chatId) ?? 0))
      onConfirmed(chatId, messageId)
    },
    newest: (chatId) => newest.get(chatId) ?? null,
  }
}
