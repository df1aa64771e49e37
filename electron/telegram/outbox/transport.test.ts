import { once } from 'node:events'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { GrammyError, HttpError } from 'grammy'
import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { systemClock } from '../../shared/clock.ts'
import { Secret } from '../../shared/secret.ts'
import { createTransport, replyOf } from './transport.ts'
import { Upload } from './upload.ts'

const http = (code: string): HttpError => new HttpError('failed', Object.assign(new Error('fetch failed'), { code }))
const refused = (parameters: object): GrammyError =>
  new GrammyError('no', { ok: false, error_code: 400, description: 'Bad Request: no', parameters }, 'sendMessage', {})

describe('what became of a request', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH'])('%s: it was surely not sent', (code) => {
    expect(replyOf(http(code)).kind).toBe('unsent')
  })

  it.each(['ECONNRESET', 'ETIMEDOUT', 'EPIPE'])('%s: it may have been carried out', (code) => {
    expect(replyOf(http(code)).kind).toBe('lost')
  })

  it('is unsent also where the reason stands deep in a chain of causes, and lost where none is told', () => {
    const deep = new Error('fetch failed', { cause: new Error('x', { cause: new Error('getaddrinfo EAI_AGAIN') }) })
    expect(replyOf(deep).kind).toBe('unsent')
    expect(replyOf('nothing at all')).toMatchObject({ kind: 'lost' })
    const endless = new Error('its own cause')
    endless.cause = endless
    expect(replyOf(endless)).toEqual({ kind: 'lost', reason: 'its own cause' })
  })

  it('is refused with what Telegram asks for', () => {
    expect(replyOf(refused({ retry_after: 7 }))).toMatchObject({
      kind: 'refused',
      retryAfterMs: 7000,
      migratedTo: null,
    })
    expect(replyOf(refused({ migrate_to_chat_id: -100 }))).toMatchObject({ retryAfterMs: null, migratedTo: -100 })
  })
})

describe('the transport', () => {
  it('sends nothing without a bot', async () => {
    const transport = createTransport({ token: () => null, apiRoot: () => 'http://127.0.0.1:1', clock: systemClock })
    expect(await transport.call('sendMessage', {})).toEqual({ kind: 'unsent', reason: 'no bot is connected' })
  })

  it('says of an unreachable server that nothing was sent, and never rejects', async () => {
    const transport = createTransport({
      token: () => new Secret('1:x'),
      apiRoot: () => 'http://127.0.0.1:1/',
      clock: systemClock,
    })
    expect(await transport.call('sendMessage', { chat_id: 1, text: 'x' })).toMatchObject({ kind: 'unsent' })
  })

  it('asks the server and the bot that the settings name at that moment', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end(JSON.stringify({ ok: true, result: true }))
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    let [token, path] = ['1:a', '//']
    const transport = createTransport({
      token: () => new Secret(token),
      apiRoot: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
      clock: systemClock,
    })
    const typing = () => transport.call('sendChatAction', { chat_id: 1, action: 'typing' })
    expect(await typing()).toEqual({ kind: 'done', value: true })
    token = '2:b'
    await typing()
    path = '/local'
    await typing()
    expect(asked).toEqual(['/bot1:a/sendChatAction', '/bot2:b/sendChatAction', '/local/bot2:b/sendChatAction'])
    server.closeAllConnections()
    server.close()
  })

  it('gives an upload up when nothing of it is taken for a minute, and waits for the answer of a server of one’s own', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'upload-'))
    const file = join(dir, 'film.bin')
    await writeFile(file, '')
    await truncate(file, 3_000_000)
    const clock = new FakeClock()
    /** Whether the server reads what comes; it answers when it has all and is told to. */
    let reads = false
    let answer = (): void => undefined
    const server = createServer((request, response) => {
      if (!reads) return
      request.resume().on('end', () => {
        answer = () => void response.end(JSON.stringify({ ok: true, result: { message_id: 1 } }))
        server.emit('whole')
      })
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const apiRoot = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const transport = createTransport({ token: () => new Secret('1:x'), apiRoot, clock })
    const send = () => transport.call('sendDocument', { chat_id: 1, document: new Upload({ path: file }, 'film.bin') })
    const stuck = send()
    await once(server, 'request')
    // Each piece that the line still takes sets the wait anew; then it takes no more.
    const over = stuck.then(({ kind }) => kind)
    await expect
      .poll(() => {
        clock.advance(60_000)
        return Promise.race([over, Promise.resolve('waits')])
      })
      .toBe('lost')
    reads = true
    const sent = send()
    await once(server, 'whole')
    clock.advance(600_000)
    answer()
    expect(await sent).toMatchObject({ kind: 'done', value: { message_id: 1 } })
    server.closeAllConnections()
    server.close()
    await rm(dir, { recursive: true })
  })
})
