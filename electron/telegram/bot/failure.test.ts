import { GrammyError, HttpError } from 'grammy'
import { describe, expect, it } from 'vitest'

import { backOffMs } from './back-off.ts'
import { failureOf } from './failure.ts'

const refused = (error_code: number, description: string, retry_after?: number) =>
  new GrammyError(
    'Call failed',
    { ok: false, error_code, description, parameters: retry_after === undefined ? {} : { retry_after } },
    'getUpdates',
    {},
  )

describe('what a failed call means', () => {
  it.each([
    [401, 'Unauthorized', 'token refused'],
    [404, 'Not Found', 'token refused'],
    [409, 'Conflict: terminated by other getUpdates request', 'another poller'],
    [409, "Conflict: can't use getUpdates method while webhook is active", 'webhook set'],
    [502, 'Bad Gateway', 'offline'],
  ] as const)('%i %s is %s', (code, said, kind) => expect(failureOf(refused(code, said)).kind).toBe(kind))

  it('obeys the wait that the server names', () => {
    expect(failureOf(refused(429, 'Too Many Requests', 7))).toMatchObject({ kind: 'busy', retryAfterMs: 7000 })
  })

  it('says in words what the system says in codes, and never shows the token', () => {
    const url = 'https://api.telegram.org/bot123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr/getMe'
    const lost = new HttpError('Network request failed', Object.assign(new Error(url), { code: 'ENOTFOUND' }))
    expect(failureOf(lost).reason).toBe('the name of the Telegram server cannot be resolved')
    expect(failureOf(new Error(`request to ${url} failed`)).reason).not.toContain('AAbbCC')
  })
})

it('waits 2 s, then 1.8 times as long each time, at most 30 s', () => {
  expect([1, 2, 3, 20].map(backOffMs)).toEqual([2000, 3600, 6480, 30_000])
})
