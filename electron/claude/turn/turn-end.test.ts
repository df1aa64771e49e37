import { describe, expect, test } from 'vitest'

import { PROMPT, init, stream, assistant, said, result, read } from '../testing/messages.ts'

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

test('the context is what the last message, the stream or a compaction says of it', () => {
  const used = (...messages: object[]) => read([init(), ...messages, result()]).ended?.facts.contextUsed
  expect(used()).toBeNull()
  expect(used(stream({ type: 'message_delta', usage: { input_tokens: 5, cache_read_input_tokens: 6 } }))).toBe(11)
  expect(used(stream({ type: 'message_delta' }), assistant('m', [], { message: { content: [] } }))).toBeNull()
  const compacted = (more: object) => ({ type: 'system', subtype: 'compact_boundary', compact_metadata: more })
  expect(used(assistant('m', [said('x')]), compacted({ post_tokens: 7 }))).toBe(7)
  expect(used(assistant('m', [said('x')]), compacted({}))).toBe(112)
  expect(used(assistant('m', [said('x')]), { type: 'conversation_reset' })).toBeNull()
})

test('a turn that Claude began by itself says so, and prompts that a turn answered are listed', () => {
  expect(read([result({ origin: { kind: 'task-notification' } })]).ended?.unprompted).toBe(true)
  expect(read([result()]).ended).toMatchObject({ unprompted: false, prompts: [PROMPT] })
  expect(read([result({ user_message_uuids: undefined, user_message_uuid: PROMPT })]).ended?.prompts).toEqual([PROMPT])
})
