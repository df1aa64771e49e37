import type { NewChat } from '../../sessions/api.ts'
import { telegramKey } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { isGeneralTopic } from '../general-topic.ts'
import type { TgChat, TgMessage } from '../intake/update.ts'

type Placed = Pick<TgMessage, 'chat' | 'message_thread_id' | 'is_topic_message'>

/** The topic of a message. Plain replies in a supergroup have a thread id too, but are in no topic. */
const threadOf = ({ chat, message_thread_id: threadId, is_topic_message }: Placed): number | undefined =>
  is_topic_message === true && threadId !== undefined && !isGeneralTopic({ chatId: chat.id, threadId })
    ? threadId
    : undefined

/** The chat, or topic, that a message belongs to. */
export function keyOf(message: Placed): ChatKey {
  const threadId = threadOf(message)
  return telegramKey({ chatId: message.chat.id, ...(threadId !== undefined && { threadId }) })
}

/** What Telegram calls a chat. */
export const titleOf = (chat: TgChat): string =>
  chat.title ??
  ([chat.first_name, chat.last_name].filter((part) => part !== undefined && part !== '').join(' ') ||
    (chat.username ?? `Chat ${chat.id}`))

const topicNameOf = (message: TgMessage): string | undefined => {
  const created: unknown = message.reply_to_message?.forum_topic_created?.['name']
  return (
    message.forum_topic_created?.name ??
    message.forum_topic_edited?.name ??
    (typeof created === 'string' ? created : undefined)
  )
}

/** What a message says about its chat. `known`: the title in our records, for a message that does not name its topic. */
export function chatOf(message: TgMessage, known: string | undefined): NewChat {
  const thread = threadOf(message)
  const title = titleOf(message.chat)
  const topic = topicNameOf(message)
  const base = { key: keyOf(message), username: message.chat.username ?? null, openedBy: message.from?.id ?? null }
  if (thread !== undefined)
    return {
      ...base,
      kind: 'topic',
      title: topic === undefined ? (known ?? `${title} › topic ${thread}`) : `${title} › ${topic}`,
    }
  return { ...base, kind: message.chat.type === 'private' ? 'private' : 'group', title }
}
