import { type Api, HttpError } from 'grammy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { createManualClock } from '../manual-clock.ts'
import type { BotApi, SimChat } from './api.ts'
import { createBotApi } from './create.ts'
import { clientOf, refusalOf } from './testing.ts'

describe('faults', () => {
  const clock = createManualClock()
  let telegram: BotApi
  let api: Api
  let chat: SimChat

  beforeEach(async () => {
    telegram = await createBotApi({ clock })
    api = clientOf(telegram)
    chat = telegram.privateChat(telegram.person())
  })
  afterEach(() => telegram.close())

  const texts = () => telegram.messages(chat).map(({ text }) => text)

  it('cut the connection before or after the server has acted', async () => {
    telegram.faults.drop('sendMessage', 'before')
    telegram.faults.drop('sendMessage', 'after')
    await expect(api.sendMessage(chat.id, 'one')).rejects.toBeInstanceOf(HttpError)
    expect(texts()).toEqual([])
    await expect(api.sendMessage(chat.id, 'two')).rejects.toBeInstanceOf(HttpError)
    expect(texts()).toEqual(['two'])
    await api.sendMessage(chat.id, 'three')
    expect(telegram.requests('sendMessage').map(({ answered }) => answered)).toEqual(['dropped', 'dropped', 200])
    expect(telegram.count('sendMessage')).toBe(3)
  })

  it('fail the next calls in the order they were set', async () => {
    telegram.faults.fail('sendMessage', { code: 500, description: 'Internal Server Error' }, { times: 2 })
    telegram.faults.fail('*', {
      code: 429,
      description: 'Too Many Requests: retry after 9',
      parameters: { retry_after: 9 },
    })
    const send = () => refusalOf(api.sendMessage(chat.id, 'x'))
    expect([await send(), await send(), await send()]).toEqual([
      '500 Internal Server Error',
      '500 Internal Server Error',
      '429 Too Many Requests: retry after 9',
    ])
    await api.sendMessage(chat.id, 'x')
  })

  it('hold a call at a gate, and answer late', async () => {
    const gate = telegram.faults.hold('sendMessage')
    const held = api.sendMessage(chat.id, 'held')
    await gate.reached
    expect(texts()).toEqual([])
    gate.open()
    await held
    telegram.faults.delay('sendMessage', 60_000)
    const late = api.sendMessage(chat.id, 'late')
    await expect.poll(() => clock.waiting()).toBe(1)
    expect(texts()).toContain('late')
    clock.pass(60_000)
    await late
  })

  it('take the server off the line and put it back on the same port', async () => {
    await telegram.faults.offline()
    await expect(api.getMe()).rejects.toBeInstanceOf(HttpError)
    await telegram.faults.online()
    expect((await api.getMe()).id).toBe(telegram.bot.id)
  })

  it('end polls with 401 and 409 until they are taken back', async () => {
    telegram.faults.conflict()
    expect(await refusalOf(api.getUpdates())).toMatch(/^409 Conflict: terminated by other getUpdates request/)
    telegram.faults.unauthorized(true)
    expect(await refusalOf(api.getUpdates())).toBe('401 Unauthorized')
    telegram.faults.clear()
    expect(await api.getUpdates()).toEqual([])
  })
})
