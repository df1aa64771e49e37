import { expect, it } from 'vitest'

import { destination } from './outbox/payload.ts'
import { keyOf } from './router/address.ts'

const inTopic = (id: number, type: 'private' | 'supergroup') =>
  ({ chat: { id, type }, message_thread_id: 1, is_topic_message: true }) as const

it('takes topic 1 of a forum for the chat itself, in both directions', () => {
  expect(keyOf(inTopic(-100123, 'supergroup'))).toBe('telegram:-100123')
  expect(destination({ chatId: -100123, threadId: 1 })).toEqual({ chat_id: -100123 })
})

it('takes topic 1 of a private chat for a topic', () => {
  expect(keyOf(inTopic(42, 'private'))).toBe('telegram:42:1')
  expect(destination({ chatId: 42, threadId: 1 })).toEqual({ chat_id: 42, message_thread_id: 1 })
})
