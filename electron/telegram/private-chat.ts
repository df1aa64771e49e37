import { telegramAddress } from '../shared/ids.ts'
import type { ChatKey } from '../shared/ids.ts'

/** Whether a chat is a person's own with the bot: there every word is for it. Ids of groups are negative. Pure. */
export const isPrivate = (chat: ChatKey): boolean => (telegramAddress(chat)?.chatId ?? 0) > 0
