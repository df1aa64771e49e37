import { describe, expect, it } from 'vitest'

import { createManualClock } from '../manual-clock.ts'
import { createBotApi } from './create.ts'
import { createLimiter } from './limits.ts'
import { clientOf } from './testing.ts'

/** Calls and returns the seconds to wait; 0 where it was let through. */
const attempt = (limiter: ReturnType<typeof createLimiter>, method: string, chatId: number | null): number => {
  try {
    limiter.check(method, chatId)
    return 0
  } catch (error) {
    return (error as { parameters: { retry_after: number } }).parameters.retry_after
  }
}

describe('rate limits', () => {
  it('let a burst through, then one message a second, and edits count', () => {
    const clock = createManualClock()
    const limiter = createLimiter(clock, { chatBurst: 2, leastRetryAfter: 1 })
    expect(attempt(limiter, 'sendMessage', 1)).toBe(0)
    expect(attempt(limiter, 'editMessageText', 1)).toBe(0)
    clock.pass(999)
    expect(attempt(limiter, 'editMessageText', 1)).toBe(1)
    clock.pass(1000)
    expect(attempt(limiter, 'sendMessage', 1)).toBe(0)
    for (let sent = 0; sent < 50; sent++) {
      clock.pass(1000)
      expect(attempt(limiter, 'editMessageText', 1)).toBe(0)
    }
    expect(limiter.violations()).toEqual([])
  })

  it('note whatever comes to that chat before the time is over, and let other chats go on', () => {
    const clock = createManualClock()
    const limiter = createLimiter(clock, { chatBurst: 1, leastRetryAfter: 5 })
    attempt(limiter, 'sendMessage', 1)
    expect(attempt(limiter, 'sendMessage', 1)).toBe(5)
    expect(attempt(limiter, 'sendMessage', 2)).toBe(0)
    expect(attempt(limiter, 'answerCallbackQuery', null)).toBe(0)
    clock.pass(2000)
    expect(attempt(limiter, 'sendChatAction', 1)).toBe(0)
    expect(attempt(limiter, 'sendMessage', 1)).toBe(3)
    expect(limiter.violations().map(({ method }) => method)).toEqual(['sendChatAction', 'sendMessage'])
    clock.pass(3000)
    expect(attempt(limiter, 'sendMessage', 1)).toBe(0)
  })

  it('hold a group to twenty a minute and all chats to thirty a second', () => {
    const clock = createManualClock()
    const limiter = createLimiter(clock, true)
    for (let sent = 0; sent < 20; sent++) {
      expect(attempt(limiter, 'sendMessage', -5)).toBe(0)
      clock.pass(1000)
    }
    expect(attempt(limiter, 'sendMessage', -5)).toBe(40)
    const refused = Array.from({ length: 40 }, (_, chat) => attempt(limiter, 'sendMessage', chat + 1)).filter(Boolean)
    expect(refused).toHaveLength(10)
  })

  it('reach the client as 429 with retry_after, and can be switched off', async () => {
    const telegram = await createBotApi({ clock: createManualClock(), limits: { chatBurst: 1 } })
    const chat = telegram.privateChat(telegram.person())
    const api = clientOf(telegram)
    await api.sendMessage(chat.id, 'one')
    await expect(api.sendMessage(chat.id, 'two')).rejects.toMatchObject({
      error_code: 429,
      description: 'Too Many Requests: retry after 3',
      parameters: { retry_after: 3 },
    })
    telegram.setLimits(false)
    await api.sendMessage(chat.id, 'three')
    await telegram.close()
  })
})
