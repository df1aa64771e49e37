// Environment variables that more than one room reads: what they may hold.

/** BotFather's shape: the bot's id, a colon, 35 characters; demo servers use shorter ones. */
const TOKEN = /^\d+:[A-Za-z0-9_-]+$/
/** A timer holds no more than 24 days; nobody waits for a day. */
const MOST_BOOT_SECONDS = 86_400

export const looksLikeToken = (text: string): boolean => TOKEN.test(text)

/** The value of `SWITCHBOARD_BOOT_SECONDS`, or null where it is no length of time that a start may take. */
export function bootSeconds(text: string): number | null {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0
  return seconds > 0 && seconds <= MOST_BOOT_SECONDS ? seconds : null
}
