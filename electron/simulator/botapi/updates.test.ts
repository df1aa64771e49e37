import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { Api } from 'grammy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { createManualClock } from '../manual-clock.ts'
import type { BotApi, Person, SimChat } from './api.ts'
import { createBotApi } from './create.ts'
import { clientOf, refusalOf } from './testing.ts'

describe('updates', () => {
  const clock = createManualClock()
  let telegram: BotApi
  let api: Api
  let anna: Person
  let chat: SimChat

  beforeEach(async () => {
    telegram = await createBotApi({ clock })
    api = clientOf(telegram)
    anna = telegram.person({ name: 'Anna' })
    chat = telegram.privateChat(anna)
  })
  afterEach(() => telegram.close())

  it('come again until a later offset acknowledges them', async () => {
    telegram.say(chat, anna, 'one')
    telegram.say(chat, anna, 'two')
    const first = await api.getUpdates()
    expect(await api.getUpdates()).toEqual(first)
    const next = await api.getUpdates({ offset: (first[0]?.update_id ?? 0) + 1 })
    expect(next.map((update) => update.message?.text)).toEqual(['two'])
    expect(telegram.pendingUpdates()).toHaveLength(1)
  })

  it('wake a waiting poll, which otherwise ends empty when its time is over', async () => {
    const poll = api.getUpdates({ timeout: 30 })
    await telegram.waitFor(() => telegram.polling())
    telegram.say(chat, anna, 'hi')
    expect(await poll).toMatchObject([{ message: { text: 'hi', from: { first_name: 'Anna' } } }])
    const [update] = telegram.pendingUpdates()
    const empty = api.getUpdates({ offset: (update?.update_id ?? 0) + 1, timeout: 30 })
    await telegram.waitFor(() => telegram.polling())
    clock.pass(30_000)
    expect(await empty).toEqual([])
  })

  it('go to the newer of two polls; the older is told of the other program', async () => {
    const older = refusalOf(api.getUpdates({ timeout: 30 }))
    await telegram.waitFor(() => telegram.polling())
    const newer = api.getUpdates({ timeout: 30 })
    expect(await older).toBe(
      '409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    )
    telegram.say(chat, anna, 'x')
    expect(await newer).toHaveLength(1)
  })

  it('are kept for a day', () => {
    telegram.say(chat, anna, 'x')
    clock.pass(24 * 60 * 60 * 1000)
    expect(telegram.pendingUpdates()).toEqual([])
  })

  it('of some kinds come only where they are asked for', async () => {
    const said = telegram.say(chat, anna, 'x')
    telegram.react(said, anna, ['👍'])
    expect(telegram.pendingUpdates()).toHaveLength(1)
    await api.getUpdates({ allowed_updates: ['message_reaction'] })
    telegram.react(said, anna, ['👎'])
    telegram.say(chat, anna, 'not wanted any more')
    expect(telegram.pendingUpdates()).toMatchObject([{ message: { text: 'x' } }, { message_reaction: {} }])
  })

  it('go to a webhook with its secret, again until it answers 2xx, and polling is refused meanwhile', async () => {
    const got: { secret: unknown; text: string }[] = []
    const server = createServer((request, response) => {
      void (async () => {
        let body = ''
        for await (const part of request) body += String(part)
        const update = JSON.parse(body) as { message: { text: string } }
        got.push({ secret: request.headers['x-telegram-bot-api-secret-token'], text: update.message.text })
        response.writeHead(got.length === 1 ? 500 : 200).end()
      })()
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    expect(await refusalOf(api.setWebhook('http://example.com/hook'))).toBe(
      '400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
    )
    await api.setWebhook(`http://127.0.0.1:${port}/hook`, { secret_token: 's3cret' })
    expect(await refusalOf(api.getUpdates())).toBe(
      "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    const failed = new Promise<void>((resolve) => {
      server.once('request', (_, response) => response.once('close', resolve))
    })
    telegram.say(chat, anna, 'hooked')
    await failed
    await expect
      .poll(async () => (await api.getWebhookInfo()).last_error_message)
      .toBe('Wrong response from the webhook: 500 Internal Server Error')
    clock.pass(500)
    await telegram.waitFor(() => telegram.pendingUpdates().length === 0)
    expect(got).toEqual([
      { secret: 's3cret', text: 'hooked' },
      { secret: 's3cret', text: 'hooked' },
    ])
    server.close()
  })
})
