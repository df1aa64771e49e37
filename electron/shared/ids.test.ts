import { describe, expect, it } from 'vitest'

import { chatKeySchema, telegramAddress, telegramKey } from './ids.ts'

describe('shared/ids', () => {
  it('reads back the address of a chat and of a topic', () => {
    for (const address of [{ chatId: 42 }, { chatId: -100123, threadId: 7 }]) {
      const key = telegramKey(address)
      expect(chatKeySchema.parse(key)).toBe(key)
      expect(telegramAddress(key)).toEqual(address)
    }
  })

  it('knows no Telegram address behind a local chat', () => {
    expect(telegramAddress(chatKeySchema.parse('local:00000000-0000-0000-0000-000000000000'))).toBeUndefined()
  })
})
