import { describe, expect, it } from 'vitest'

import { backOff, reactTo } from './reaction.ts'
import type { Reply } from './transport.ts'

const refused = (code: number, description = 'no', over: Partial<Extract<Reply, { kind: 'refused' }>> = {}): Reply => ({
  kind: 'refused',
  code,
  description,
  retryAfterMs: null,
  migratedTo: null,
  ...over,
})

describe('the wait after a failure', () => {
  it('doubles from a second on, and is never longer than a minute', () => {
    expect([0, 1, 2, 5, 6, 7, 5000].map(backOff)).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000, 60_000])
  })
})

describe('what a reply asks of us', () => {
  it.each<[string, unknown, number | null, string | null]>([
    ['a message with its words', { message_id: 5, text: 'x' }, 5, 'x'],
    ['a message without words', { message_id: 5 }, 5, null],
    ['words of a kind that is new to us', { message_id: 5, text: { rich: 'x' } }, 5, null],
    ['a bare yes', true, null, null],
    ['nothing', null, null, null],
  ])('is to go on after %s', (_what, value, messageId, text) => {
    expect(reactTo({ kind: 'done', value }, 0)).toEqual({ do: 'accept', messageId, text })
  })

  it('is to go on where the message already says so', () => {
    const reply = refused(400, 'Bad Request: message is not modified: specified new message content is the same')
    expect(reactTo(reply, 0)).toEqual({ do: 'accept', messageId: null, text: null })
  })

  it.each<[string, Reply, number, boolean]>([
    ['as long as Telegram says after too many', refused(429, 'Too Many Requests', { retryAfterMs: 7000 }), 7000, true],
    ['longer each time after too many without a time', refused(429), 4000, true],
    ['a minute where the token is refused', refused(401, 'Unauthorized'), 60_000, false],
    ['longer each time where the server fails', refused(500), 4000, false],
    ['longer each time where a gateway before it fails', refused(502, 'Bad Gateway'), 4000, false],
    ['longer each time where it was never sent', { kind: 'unsent', reason: 'ENOTFOUND' }, 4000, false],
  ])('is to wait %s', (_how, reply, ms, by429) => {
    expect(reactTo(reply, 2)).toEqual({ do: 'hold', ms, by429 })
  })

  it('is to doubt what was lost', () => {
    expect(reactTo({ kind: 'lost', reason: 'socket hang up' }, 0)).toEqual({ do: 'doubt', reason: 'socket hang up' })
  })

  it('is to follow a group that has moved', () => {
    expect(reactTo(refused(400, 'Bad Request: group migrated', { migratedTo: -100 }), 0)).toEqual({
      do: 'migrate',
      chatId: -100,
    })
  })

  it.each([
    [403, 'Forbidden: bot was blocked by the user', 'bot was blocked by the user'],
    [403, 'Forbidden: in words that are new to us', 'in words that are new to us'],
    [400, 'Bad Request: chat not found', 'chat not found'],
    [400, 'Bad Request: message thread not found', 'message thread not found'],
    [400, 'Bad Request: have no rights to send a message', 'have no rights to send a message'],
    [
      400,
      'Bad Request: not enough rights to send text messages to the chat',
      'not enough rights to send text messages to the chat',
    ],
    [400, 'Bad Request: TOPIC_CLOSED', 'TOPIC_CLOSED'],
    [400, 'Bad Request: TOPIC_DELETED', 'TOPIC_DELETED'],
    [400, 'Bad Request: CHAT_WRITE_FORBIDDEN', 'CHAT_WRITE_FORBIDDEN'],
    [400, 'chat not found (Bad Request: again)', 'chat not found (Bad Request: again)'],
  ])('is to call the chat unreachable: %i %s', (code, description, reason) => {
    expect(reactTo(refused(code, description), 0)).toEqual({ do: 'unreachable', reason })
  })

  it('is to give up what Telegram will not take like this', () => {
    // A photo that may not be sent is sent as a document.
    for (const reason of [
      'Bad Request: ENTITY_BOUNDS_INVALID',
      'Bad Request: not enough rights to send photos to the chat',
    ])
      expect(reactTo(refused(400, reason), 0)).toEqual({ do: 'reject', reason })
  })
})
