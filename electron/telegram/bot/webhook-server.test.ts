import { connect } from 'node:net'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { silentLog } from '../../shared/log.ts'
import { Secret } from '../../shared/secret.ts'
import { openWebhook, webhookSecret } from './webhook-server.ts'
import type { WebhookServer } from './webhook-server.ts'

const secret = webhookSecret(new Secret('1:token'))
const good = { 'x-telegram-bot-api-secret-token': secret }
const logged: string[] = []
const taken: unknown[] = []
let server: WebhookServer
beforeEach(async () => {
  logged.length = 0
  taken.length = 0
  server = await openWebhook({
    port: 0,
    path: '/hook',
    secret,
    accept: async (updates) => void taken.push(...updates),
    log: { ...silentLog, warn: (event) => void logged.push(event) },
  })
})
afterEach(() => server.close())

const call = async (path: string, init: RequestInit): Promise<number> =>
  (await fetch(`http://127.0.0.1:${server.port}${path}`, init)).status

describe('the webhook, called over HTTP', () => {
  it('takes an update that comes with the secret on its path', async () => {
    expect(await call('/hook', { method: 'POST', headers: good, body: '{"update_id":7}' })).toBe(200)
    expect(await call('/hook?from=proxy', { method: 'POST', headers: good, body: '{"update_id":8}' })).toBe(200)
    expect(taken).toEqual([{ update_id: 7 }, { update_id: 8 }])
  })

  it('is not there for another path or another method', async () => {
    expect(await call('/', { method: 'POST', headers: good, body: '{}' })).toBe(404)
    expect(await call('/hook/more', { method: 'POST', headers: good, body: '{}' })).toBe(404)
    expect(await call('/hook', { method: 'GET', headers: good })).toBe(404)
    expect(taken).toEqual([])
  })

  it('refuses who does not know the secret before it reads a word, and says so in the log', async () => {
    const shown = (token: string) => ({ 'x-telegram-bot-api-secret-token': token })
    for (const wrong of [{}, shown(`${secret}x`), shown(''), shown(secret.slice(0, -1))])
      expect(await call('/hook', { method: 'POST', headers: wrong, body: '{"update_id":1}' })).toBe(401)
    // At the first, the second and the fourth.
    expect(logged).toEqual(Array.from({ length: 3 }, () => 'telegram.webhook.wrong-secret'))
    expect(taken).toEqual([])
  })

  it('has a secret of each bot’s own that nobody can guess, that tells nothing of its token, and that Telegram takes', () => {
    const [one, other] = [webhookSecret(new Secret('1:one')), webhookSecret(new Secret('1:other'))]
    expect(one).not.toBe(other)
    for (const made of [one, other]) expect(made).toMatch(/^[0-9a-f]{64}$/)
  })

  it('lets nobody write the log full', async () => {
    for (let calls = 0; calls < 20; calls++) await call('/hook', { method: 'POST', headers: {} })
    expect(logged).toHaveLength(5)
  })

  it('refuses a body that no update has', async () => {
    expect(await call('/hook', { method: 'POST', headers: good, body: 'x'.repeat(1_048_577) })).toBe(413)
    expect(await call('/hook', { method: 'POST', headers: good, body: '{"update_id":' })).toBe(400)
    expect(taken).toEqual([])
  })

  it('outlives a caller that hangs up in the middle, and a request line that is none', async () => {
    const socket = connect(server.port, '127.0.0.1')
    await new Promise((resolve) => socket.once('connect', resolve))
    socket.write(
      `POST /hook HTTP/1.1\r\nhost: x\r\nx-telegram-bot-api-secret-token: ${secret}\r\ncontent-length: 500\r\n\r\n{"up`,
    )
    socket.destroy()
    const odd = connect(server.port, '127.0.0.1')
    await new Promise((resolve) => odd.once('connect', resolve))
    const answered = new Promise<string>((resolve) => odd.once('data', (data) => resolve(String(data))))
    odd.write('POST // HTTP/1.1\r\nhost: x\r\n\r\n')
    expect(await answered).toMatch(/^HTTP\/1\.1 40[04]/)
    odd.destroy()
    expect(await call('/hook', { method: 'POST', headers: good, body: '{"update_id":9}' })).toBe(200)
  })

  it('says that its port is taken', async () => {
    const again = openWebhook({ port: server.port, path: '/', secret, accept: async () => undefined, log: silentLog })
    await expect(again).rejects.toThrow('EADDRINUSE')
  })
})
