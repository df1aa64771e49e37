import type { ChatView } from '../../shared/app-state.ts'
import { telegramAddress } from '../../shared/ids.ts'

/** Supergroups' ids carry this in front in the Bot API; links go without it. */
const SUPERGROUP = /^-100(\d+)$/

/**
 * Where the chat is in Telegram, or null where no link leads there (basic groups, local chats, a private chat while the
 * bot's name is not known). A private line is the person's chat with the bot. Pure.
 */
export function telegramLink(chat: Pick<ChatView, 'key' | 'kind'>, bot: string | null): string | null {
  const address = telegramAddress(chat.key)
  if (!address) return null
  if (address.chatId > 0) return bot ? `https://t.me/${encodeURIComponent(bot)}` : null
  const [, group] = SUPERGROUP.exec(String(address.chatId)) ?? []
  return group ? `https://t.me/c/${group}/${address.threadId ?? 1}` : null
}
