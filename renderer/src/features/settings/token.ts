/** Telegram's shape of a bot token: the bot's id, a colon, and 35 characters. Whether it is one, getMe says. */
export const looksLikeToken = (text: string): boolean => /^\d{6,12}:[A-Za-z0-9_-]{30,}$/.test(text)
