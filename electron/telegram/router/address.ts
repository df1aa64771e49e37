import type { NewChat } from '../../sessions/api.ts'
import { telegramKey } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { TgChat, TgMessage } from '../intake/update.ts'

/** A forum's General topic: its messages carry this id or none, and sending with it is refused. */
const GENERAL = 1

type Placed = Pick<TgMessage, 'chat' | 'message_thread_id' | 'is_topic_message'>

/** The topic of a message; plain replies in a supergroup carry a thread id too, and are no topic. */
const threadOf = ({ message_thread_id: thread, is_topic_message }: Placed): number | undefined =>
  is_topic_message === true && thread !== undefined && thread !== GENERAL ? thread : undefined

/** The line a message belongs to. */
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

/** What a message says about its chat; `known` is the title that is in our records. */
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
