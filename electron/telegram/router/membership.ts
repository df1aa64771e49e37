import type { Sessions } from '../../sessions/api.ts'
import { telegramAddress, telegramKey } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import type { TgMembership, TgMessage } from '../intake/update.ts'
import { chatOf, keyOf } from './address.ts'

/** What happens to a chat itself. Only known chats are concerned; none is made. */
export function createMembership(sessions: Sessions, log: Log) {
  const linesOf = (chatId: number) => sessions.chats().filter(({ key }) => telegramAddress(key)?.chatId === chatId)
  return {
    /** The bot was blocked, removed, or let in again. */
    async onMembership({ chat, new_chat_member: { status } }: TgMembership): Promise<void> {
      const gone = status === 'kicked' || status === 'left'
      const reason =
        chat.type === 'private' ? 'the bot was blocked in this chat' : 'the bot was removed from this group'
      for (const { key, unreachable } of linesOf(chat.id)) {
        if (!gone && unreachable === null) continue
        log.info('telegram.chat.reachable', { chat: key, reachable: !gone })
        await sessions.setUnreachable(key, gone ? reason : null)
      }
    },
    /** A group became a supergroup: its id changes, its topics and sessions go on. Telegram says so twice, once in each chat. */
    async onMigration({ chat, migrate_to_chat_id: to, migrate_from_chat_id: from }: TgMessage): Promise<boolean> {
      const [before, after] = to === undefined ? [from, chat.id] : [chat.id, to]
      if (before === undefined) return false
      for (const { key } of linesOf(before)) {
        const threadId = telegramAddress(key)?.threadId
        const target = telegramKey({ chatId: after, ...(threadId !== undefined && { threadId }) })
        const moved = await sessions.migrateChat(key, target)
        log.info('telegram.chat.migrated', { from: key, to: target, ok: moved.ok })
      }
      return true
    },
    /** A new title of a group or topic. True where the message says nothing else. */
    async onTitle(message: TgMessage): Promise<boolean> {
      if (message.new_chat_title === undefined && !message.forum_topic_created && !message.forum_topic_edited)
        return false
      const known = sessions.chat(keyOf(message))
      if (known) {
        const { openedBy: _whoRenamed, ...chat } = chatOf(message, known.title)
        await sessions.ensureChat(chat)
      }
      return true
    },
  }
}
