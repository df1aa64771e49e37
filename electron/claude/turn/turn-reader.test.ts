import { describe, expect, test } from 'vitest'

import type { TurnEvent } from '../../shared/turn-events.ts'
import { createTurnReader } from './turn-reader.ts'

const SESSION = '9db8949f-0000-4000-8000-000000000001'
const PROMPT = '41365b3b-554f-47cf-af97-fe4c86a1098c'

const init = (session = SESSION) => ({
  type: 'system',
  subtype: 'init',
  session_id: session,
  model: 'claude-opus-5-5',
  permissionMode: 'default',
  slash_commands: ['compact'],
})
const stream = (event: object, parent: string | null = null) => ({
  type: 'stream_event',
  event,
  session_id: SESSION,
  parent_tool_use_id: parent,
})
const start = (id: string) => stream({ type: 'message_start', message: { id } })
const block = (kind = 'text') => stream({ type: 'content_block_start', index: 0, content_block: { type: kind } })
const delta = (text: string) => stream({ type: 'content_block_delta', delta: { type: 'text_delta', text } })
const assistant = (id: string, content: object[], more: object = {}) => ({
  type: 'assistant',
  message: { id, model: 'claude-opus-5-5', content, usage: { input_tokens: 12, cache_read_input_tokens: 100 } },
  parent_tool_use_id: null,
  ...more,
})
const said = (text: string) => ({ type: 'text', text })
const result = (more: object = {}) => ({
  type: 'result',
  subtype: 'success',
  is_error: false,
  duration_ms: 40,
  num_turns: 1,
  result: '',
  total_cost_usd: 0.5,
  modelUsage: { 'claude-opus-5-5': { contextWindow: 1_000_000 } },
  user_message_uuids: [PROMPT],
  ...more,
})

function read(messages: readonly object[], resumed = false) {
  const reader = createTurnReader({ directory: '/p', resumed })
  const events = messages.flatMap((message) => reader.read(message))
  const deltas = events.filter((event) => event.type === 'text')
  const ended = events.findLast((event) => event.type === 'turn ended')
  return { reader, events, deltas, ended }
}
const types = (events: readonly TurnEvent[]) => events.map((event) => event.type)

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

describe('outcome', () => {
  const outcome = (more: object, before: readonly object[] = [], resumed = false) =>
    read([...before, result(more)], resumed).ended?.outcome
  const failed = (error: string) => assistant('m', [said('words of an error')], { error })

  test('success with is_error is a failure, named by what went wrong', () => {
    const bad = { is_error: true, result: 'Oh.' }
    expect(outcome(bad, [failed('server_error')])).toEqual({ how: 'failed', code: 'api', message: 'Oh.' })
    expect(outcome(bad, [failed('rate_limit')])).toMatchObject({ code: 'rate-limit' })
    expect(outcome(bad, [failed('authentication_failed')])).toMatchObject({ code: 'not-logged-in' })
    expect(outcome(bad, [failed('model_not_found')])).toMatchObject({ code: 'model-not-found' })
    expect(outcome({ ...bad, api_error_status: 429 })).toMatchObject({ code: 'rate-limit' })
    expect(outcome({ ...bad, terminal_reason: 'blocking_limit' })).toMatchObject({ code: 'prompt-too-long' })
  })

  test("an error's words are not Claude's", () => {
    const { ended, deltas } = read([failed('server_error'), result({ is_error: true, result: 'Oh.' })])
    expect([ended?.text, deltas]).toEqual(['', []])
  })

  test('a missing conversation is named, and only that', () => {
    const errors = ['No conversation found with session ID: x']
    expect(outcome({ subtype: 'error_during_execution', errors })).toMatchObject({ code: 'no-conversation' })
    expect(outcome({ subtype: 'error_max_turns', errors: ['Reached'] })).toMatchObject({
      code: 'unknown',
      message: 'Reached',
    })
  })

  test('a first turn after a resume that did nothing is an empty turn', () => {
    const nothing = { num_turns: 0 }
    expect(outcome(nothing, [init()], true)).toMatchObject({ code: 'empty-turn' })
    expect(outcome(nothing, [init()], false)).toEqual({ how: 'done' })
    expect(outcome(nothing, [init(), assistant('m', [said('cost: 0')])], true)).toEqual({ how: 'done' })
    expect(outcome(nothing, [init(), result(), init()], true)).toEqual({ how: 'done' })
  })

  test("a compaction's own result does not end the turn", () => {
    expect(read([init(), result({ subtype: 'compaction' })]).ended).toBeUndefined()
  })
})

describe('facts', () => {
  const usage = { 'claude-opus-5-5': { inputTokens: 24, outputTokens: 18, cacheReadInputTokens: 200, costUSD: 0.25 } }

  test('are of this turn alone', () => {
    const { ended } = read([init(), assistant('m', [said('x')]), result({ model_usage_since_last_result: usage })])
    expect(ended?.facts).toEqual({
      durationMs: 40,
      costUsd: 0.25,
      totalCostUsd: 0.5,
      tokens: { input: 24, output: 18, cacheRead: 200, cacheWrite: 0 },
      contextUsed: 112,
      contextWindow: 1_000_000,
      model: 'claude-opus-5-5',
    })
  })

  test('without usage of the turn, cost is the difference of the totals, and unknown for the first after a resume', () => {
    const cost = (resumed: boolean) =>
      read([result({ total_cost_usd: 2 }), result({ total_cost_usd: 2.5 })], resumed).events.map((event) =>
        event.type === 'turn ended' ? event.facts.costUsd : null,
      )
    expect(cost(false)).toEqual([2, 0.5])
    expect(cost(true)).toEqual([0, 0.5])
  })
})

test('a turn that Claude began by itself says so, and prompts that a turn answered are listed', () => {
  expect(read([result({ origin: { kind: 'task-notification' } })]).ended?.unprompted).toBe(true)
  expect(read([result()]).ended).toMatchObject({ unprompted: false, prompts: [PROMPT] })
  expect(read([result({ user_message_uuids: undefined, user_message_uuid: PROMPT })]).ended?.prompts).toEqual([PROMPT])
})

test('kinds that are unknown and values of the wrong shape are passed over', () => {
  const odd = [null, 7, 'x', [], {}, { type: 'news' }, { type: 'system' }, { type: 'stream_event', event: 3 }]
  const reader = createTurnReader({ directory: '/p', resumed: false })
  expect(odd.flatMap((message) => reader.read(message))).toEqual([])
  expect(types(reader.read({ type: 'result' }))).toEqual(['turn ended'])
  expect(reader.read({ type: 'assistant', message: { content: [null, { type: 'text', text: 9 }] } })).toEqual([])
})
