import { describe, expect, test } from 'vitest'

import {
  SESSION,
  PROMPT,
  init,
  stream,
  start,
  block,
  delta,
  assistant,
  said,
  result,
  read,
  types,
} from '../testing/messages.ts'
import { createTurnReader } from './turn-reader.ts'

describe('text', () => {
  test('comes as deltas, and the whole block that repeats it says nothing more', () => {
    const { deltas, ended } = read([
      init(),
      start('m1'),
      block(),
      delta('hello '),
      delta('world 🎉'),
      assistant('m1', [said('hello world 🎉')]),
      result(),
    ])
    expect(deltas).toEqual([
      { type: 'text', delta: 'hello ', block: true },
      { type: 'text', delta: 'world 🎉', block: false },
    ])
    expect(ended?.text).toBe('hello world 🎉')
  })

  test('of several blocks and messages is joined by a blank line', () => {
    const { deltas, ended } = read([
      init(),
      start('m1'),
      block(),
      delta('one'),
      assistant('m1', [said('one')]),
      block(),
      delta('two'),
      assistant('m1', [said('two')]),
      start('m2'),
      block(),
      delta('three'),
      assistant('m2', [said('three')]),
      result(),
    ])
    expect(deltas.map((event) => event.block)).toEqual([true, true, true])
    expect(ended?.text).toBe('one\n\ntwo\n\nthree')
  })

  test('comes from whole blocks where there are no pieces, and the missing rest where some are lacking', () => {
    expect(read([init(), assistant('m1', [said('all')]), result()]).deltas).toEqual([
      { type: 'text', delta: 'all', block: true },
    ])
    const { deltas } = read([start('m1'), block(), delta('ha'), assistant('m1', [said('half')]), result()])
    expect(deltas.map((event) => event.delta).join('')).toBe('half')
  })

  test('of a call that was cut and tried again does not stand in the answer twice', () => {
    const { ended } = read([
      init(),
      start('m1'),
      block(),
      delta('The ans'),
      start('m2'),
      block(),
      delta('The answer'),
      assistant('m2', [said('The answer')]),
      result(),
    ])
    expect(ended?.text).toBe('The answer')
  })

  test('of a stopped turn stays, for it was said', () => {
    const { ended } = read([
      init(),
      start('m1'),
      block(),
      delta('a b'),
      assistant('m1', [said('a b')], { aborted: true }),
      result({ subtype: 'error_during_execution', is_error: true, terminal_reason: 'aborted_streaming', errors: [] }),
    ])
    expect(ended).toMatchObject({ outcome: { how: 'stopped' }, text: 'a b' })
  })

  test('of a subagent is not the answer', () => {
    const inner = { type: 'content_block_delta', delta: { type: 'text_delta', text: 'inner' } }
    const { deltas } = read([
      init(),
      stream(inner, 'toolu_1'),
      assistant('s1', [said('inner')], { parent_tool_use_id: 'toolu_1' }),
    ])
    expect(deltas).toEqual([])
  })
})

test('a session is named once, and again when /clear begins another', () => {
  const other = '9db8949f-0000-4000-8000-000000000002'
  const reset = { type: 'conversation_reset', new_conversation_id: '9db8949f-0000-4000-8000-000000000003' }
  const { events, reader } = read([init(), init(), reset, init(other)])
  expect(events.filter((event) => event.type === 'session named').map((event) => event.sessionId)).toEqual([
    SESSION,
    other,
  ])
  expect(reader.sessionId).toBe(other)
})

test('tools are told with one line, their subagent and their output', () => {
  const { events } = read([
    assistant('m1', [{ type: 'tool_use', id: 't1', name: 'Read', input: { file_path: '/p/src/x.ts' } }]),
    assistant('m2', [{ type: 'tool_use', id: 't2', name: 'Bash', input: { command: 'npm\n test' } }], {
      parent_tool_use_id: 't0',
    }),
    {
      type: 'user',
      message: {
        content: [{ type: 'tool_result', tool_use_id: 't2', is_error: true, content: [said('no'), { type: 'image' }] }],
      },
    },
    { type: 'user', message: { content: 'a text' } },
  ])
  expect(events).toEqual([
    {
      type: 'tool started',
      id: 't1',
      name: 'Read',
      summary: 'src/x.ts',
      input: { file_path: '/p/src/x.ts' },
      parent: null,
    },
    {
      type: 'tool started',
      id: 't2',
      name: 'Bash',
      summary: 'npm test',
      input: { command: 'npm\n test' },
      parent: 't0',
    },
    { type: 'tool ended', id: 't2', ok: false, output: 'no\n[image]' },
  ])
})

test('a tool output over 100 KB is cut with a note', () => {
  const { events } = read([
    { type: 'user', message: { content: [{ type: 'tool_result', tool_use_id: 't', content: 'x'.repeat(102_500) }] } },
  ])
  expect(events[0]).toMatchObject({ ok: true, output: expect.stringMatching(/x\n… 100 more characters left out$/) })
})

test('retries, limits, compaction, thinking and prompts taken are told', () => {
  const { events } = read([
    { type: 'command_lifecycle', command_uuid: PROMPT, state: 'queued' },
    { type: 'command_lifecycle', command_uuid: PROMPT, state: 'started' },
    block('thinking'),
    {
      type: 'system',
      subtype: 'api_retry',
      attempt: 1,
      max_retries: 10,
      retry_delay_ms: 614,
      error_status: 529,
      error: 'overloaded',
    },
    { type: 'rate_limit_event', rate_limit_info: { status: 'rejected', resetsAt: 1_795_231_037 } },
    { type: 'system', subtype: 'compact_boundary', compact_metadata: { pre_tokens: 16_754, post_tokens: 2912 } },
  ])
  expect(events).toEqual([
    { type: 'prompt taken', promptId: PROMPT },
    { type: 'thinking' },
    { type: 'retrying', attempt: 1, of: 10, reason: 'overloaded', delayMs: 614 },
    { type: 'rate limit', status: 'rejected', resetsAt: 1_795_231_037_000 },
    { type: 'compacted', before: 16_754, after: 2912 },
  ])
})

test('thinking is told once, by its stream or by its block, and never a subagent’s', () => {
  const thought = { type: 'thinking', thinking: 'hm' }
  expect(types(read([init(), assistant('m', [thought])]).events)).toContain('thinking')
  const streamed = [init(), start('m'), block('redacted_thinking'), assistant('m', [thought])]
  expect(types(read(streamed).events).filter((type) => type === 'thinking')).toHaveLength(1)
  const inner = assistant('m', [thought, said('inner')], { parent_tool_use_id: 'toolu_1' })
  expect(read([inner, stream({ type: 'message_start' }, 'toolu_1')]).events).toEqual([])
})

test('a retry for which Claude has no word is told by its status, or as a lost connection', () => {
  const retry = (error_status: number | null) => ({
    type: 'system',
    subtype: 'api_retry',
    error: 'unknown',
    error_status,
  })
  expect(read([retry(null), retry(418)]).events).toMatchObject([
    { reason: 'connection lost' },
    { reason: 'status 418' },
  ])
})

test('a retry without a name is told by its status, and a limit without an end has none', () => {
  const { events } = read([
    { type: 'system', subtype: 'api_retry', error_status: 529 },
    { type: 'rate_limit_event', rate_limit_info: { status: 'allowed' } },
  ])
  expect(events).toMatchObject([{ reason: 'status 529' }, { status: 'allowed', resetsAt: null }])
})

test('kinds that are unknown and values of the wrong shape are passed over', () => {
  const odd = [null, 7, 'x', [], {}, { type: 'news' }, { type: 'system' }, { type: 'stream_event', event: 3 }]
  const reader = createTurnReader({ directory: '/p', resumed: false })
  expect(odd.flatMap((message) => reader.read(message))).toEqual([])
  expect(types(reader.read({ type: 'result' }))).toEqual(['turn ended'])
  expect(reader.read({ type: 'assistant', message: { content: [null, { type: 'text', text: 9 }] } })).toEqual([])
})
