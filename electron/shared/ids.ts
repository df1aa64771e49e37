import { z } from 'zod'

/**
 * A chat's key: `telegram:<chat id>`, `telegram:<chat id>:<thread id>` for a forum topic or
 * a topic of a private chat, `local:<uuid>` for a chat made in the dashboard.
 */
export const chatKeySchema = z
  .string()
  .regex(/^(telegram:-?\d+(:\d+)?|local:[0-9a-f-]{36})$/, 'not a chat key')
  .brand<'ChatKey'>()
export type ChatKey = z.infer<typeof chatKeySchema>

/** Claude's own session UUID. */
export const sessionIdSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'not a session id')
  .brand<'SessionId'>()
export type SessionId = z.infer<typeof sessionIdSchema>

/** Our UUID of a prompt; it goes along to Claude as the message's `uuid`, so that the transcript can be asked for it. */
export const promptIdSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'not a prompt id')
  .brand<'PromptId'>()
export type PromptId = z.infer<typeof promptIdSchema>

/** Telegram's address of a chat or topic. */
export interface TelegramAddress {
  readonly chatId: number
  readonly threadId?: number
}

export const telegramKey = ({ chatId, threadId }: TelegramAddress): ChatKey =>
  (threadId === undefined ? `telegram:${chatId}` : `telegram:${chatId}:${threadId}`) as ChatKey

export const localKey = (uuid: string): ChatKey => `local:${uuid}` as ChatKey

/** The Telegram address behind a key, or undefined for a local chat. */
export function telegramAddress(key: ChatKey): TelegramAddress | undefined {
  const match = /^telegram:(-?\d+)(?::(\d+))?$/.exec(key)
  if (!match) return undefined
  return match[2] === undefined
    ? { chatId: Number(match[1]) }
    : { chatId: Number(match[1]), threadId: Number(match[2]) }
}

/** The first block of a session id: what people see and type. */
export const shortId = (id: string): string => id.slice(0, 8)
