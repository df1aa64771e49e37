import { GrammyError, HttpError } from 'grammy'
import { describe, expect, it } from 'vitest'

import { Secret } from '../../shared/secret.ts'
import { createTransport, replyOf } from './transport.ts'

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
    const transport = createTransport({ token: () => null, apiRoot: () => 'http://127.0.0.1:1' })
    expect(await transport.call('sendMessage', {})).toEqual({ kind: 'unsent', reason: 'no bot is connected' })
  })

  it('says of an unreachable server that nothing was sent, and never rejects', async () => {
    const transport = createTransport({ token: () => new Secret('1:x'), apiRoot: () => 'http://127.0.0.1:1/' })
    expect(await transport.call('sendMessage', { chat_id: 1, text: 'x' })).toMatchObject({ kind: 'unsent' })
  })
})
