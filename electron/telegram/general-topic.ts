import type { TelegramAddress } from '../shared/ids.ts'

/**
 * Whether this is a forum's General topic: the chat itself, as we see it. Its messages may name it as thread 1, and
 * sending to that thread is refused. Only forums have one, and they are groups (ids below zero): in a private chat with
 * topics, 1 is a topic like any other. Pure.
 */
export const isGeneralTopic = ({ chatId, threadId }: TelegramAddress): boolean => chatId < 0 && threadId === 1
