import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createTurnReader } from './turn-reader.ts'

const WORDS = [
  'assistant',
  'content_block_delta',
  'content_block_start',
  'init',
  'message_delta',
  'message_start',
  'permission_denied',
  'result',
  'stream_event',
  'success',
  'system',
  'text',
  'text_delta',
  'thinking',
  'tool_result',
  'tool_use',
  'user',
]
const KEYS = [
  'type',
  'subtype',
  'message',
  'event',
  'content',
  'content_block',
  'delta',
  'text',
  'id',
  'name',
  'input',
  'usage',
  'model',
  'modelUsage',
  'session_id',
  'parent_tool_use_id',
  'tool_use_id',
  'is_error',
  'result',
  'total_cost_usd',
  'user_message_uuids',
  'permissionMode',
  'slash_commands',
  '__proto__',
]

/** JSON that has the words of Claude's stream in it, at random places. */
const { tree } = fc.letrec<{ tree: unknown; object: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...WORDS),
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('tree'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom(...KEYS), tie('tree'), { maxKeys: 6 }),
}))
const message = fc
  .tuple(fc.constantFrom(...WORDS), fc.dictionary(fc.constantFrom(...KEYS), tree, { maxKeys: 6 }))
  .map(([type, rest]) => ({ ...rest, type }))

test('whatever the stream says, the reader neither throws nor tells anything that is no event', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 12 }), fc.boolean(), (messages, resumed) => {
      const reader = createTurnReader({ directory: '/p', resumed })
      for (const event of messages.flatMap((one) => reader.read(one))) {
        expect(typeof event.type).toBe('string')
        if (event.type === 'text') expect(typeof event.delta).toBe('string')
        if (event.type === 'tool started')
          expect([typeof event.name, typeof event.summary]).toEqual(['string', 'string'])
        if (event.type === 'turn ended') expect(Number.isFinite(event.facts?.costUsd ?? 0)).toBe(true)
      }
    }),
    { numRuns: 1000 },
  )
})
