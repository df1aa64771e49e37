import type { Sessions } from '../../sessions/api.ts'
import { telegramAddress, telegramKey } from '../../shared/ids.ts'
import { done, fail } from '../../shared/result.ts'
import type { BotApi } from '../bot/api.ts'
import { failureOf } from '../bot/failure.ts'
import type { Desk } from '../commands/command.ts'

/** A topic is opened at once or not at all (milliseconds). */
const LIMIT_MS = 30_000

/** Opens a topic beside a chat. It is a chat of its own, and begins in the directory of the one it was asked for in. */
export function createTopicOpener(
  sessions: Pick<Sessions, 'chat' | 'ensureChat'>,
  api: () => Pick<BotApi, 'createTopic'> | null,
): Desk['openTopic'] {
  return async (chat, name) => {
    const chatId = telegramAddress(chat)?.chatId
    const record = sessions.chat(chat)
    const bot = api()
    if (chatId === undefined || !record || !bot) return fail('no-topics', 'This chat has no topics.')
    try {
      const threadId = await bot.createTopic(chatId, name, AbortSignal.timeout(LIMIT_MS))
      const title = `${record.title} › ${name}`
      const { directory, openedBy } = record
      await sessions.ensureChat({ key: telegramKey({ chatId, threadId }), kind: 'topic', title, directory, openedBy })
      return done
    } catch (error) {
      return fail('no-topics', `No topic could be opened here: ${failureOf(error).reason}.`)
    }
  }
}
