import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { gate } from '../gate.ts'
import type { Model } from './api.ts'
import { createModel } from './create.ts'
import { after, bash, callAll, cut, error, hang, stop, text, thinking, until } from './steps.ts'
import { bodyOf, headersOf, hear } from './testing.ts'

describe('the scripted model', () => {
  let model: Model
  beforeEach(async () => {
    model = await createModel({ chunkSize: 4 })
  })
  afterEach(() => model.close())

  it('streams an answer in pieces, in the protocol’s order', async () => {
    model.on('hi', [thinking('hm'), text('Hello 👋 you')])
    const heard = await hear(model, 'hi')
    expect(heard).toMatchObject({ text: 'Hello 👋 you', stopReason: 'end_turn' })
    expect(heard.events.slice(0, 3)).toEqual(['message_start', 'ping', 'content_block_start'])
    expect(heard.events.slice(-3)).toEqual(['content_block_stop', 'message_delta', 'message_stop'])
    expect(heard.events.filter((type) => type === 'content_block_start')).toHaveLength(2)
  })

  it('answers by the newest rule that fits, by the person’s words only', async () => {
    model.on(/blue/, 'old')
    const off = model.on(/blue/, 'new')
    const words = '<system-reminder>\nthe red one\n</system-reminder>\n'
    const said = [
      {
        role: 'user',
        content: [
          { type: 'text' as const, text: words },
          { type: 'text' as const, text: 'the blue one' },
        ],
      },
    ]
    expect((await hear(model, said)).text).toBe('new')
    off()
    expect((await hear(model, said)).text).toBe('old')
    expect((await hear(model, 'grey')).text).toBe('You said: grey')
  })

  it('remembers what was said before, in order', async () => {
    const talk = [
      { role: 'user', content: 'one' },
      { role: 'assistant', content: 'x' },
      { role: 'user', content: [{ type: 'text' as const, text: 'two' }] },
      {
        role: 'system',
        content: 'The user sent a new message while you were working:\nthree\n\nThis is how Claude Code …',
      },
      { role: 'assistant', content: 'x' },
      { role: 'user', content: '[Request interrupted by user]' },
      { role: 'user', content: 'remember' },
    ]
    expect((await hear(model, talk)).text).toBe('1. one\n2. two\n3. three')
    expect(model.conversation('session-1')).toEqual(['one', 'two', 'three', 'remember'])
    expect(model.timesSaid('two')).toBe(1)
    expect(model.timesSaid('never')).toBe(0)
    expect((await hear(model, 'echo  exactly this')).text).toBe('exactly this')
  })

  it('goes on after a tool with its result, also when the request comes twice', async () => {
    model.on('go', [text('Running. '), bash('date'), after((result) => `It said ${result.text}`)])
    const first = await hear(model, 'go')
    expect(first).toMatchObject({ stopReason: 'tool_use', tools: [{ name: 'Bash', input: { command: 'date' } }] })
    const [use] = first.tools
    const next = [
      { role: 'user', content: 'go' },
      { role: 'assistant', content: [{ type: 'tool_use' as const, ...use }] },
      { role: 'user', content: [{ type: 'tool_result' as const, tool_use_id: use?.id ?? '', content: 'noon' }] },
    ]
    expect((await hear(model, next)).text).toBe('It said noon')
    expect((await hear(model, next)).text).toBe('It said noon')
    expect(model.turns()).toBe(1)
  })

  it('begins anew where a turn was stopped at a tool and something else is said', async () => {
    model.on('go', [bash('date'), after(({ isError }) => (isError ? 'I leave it.' : 'Done.'))])
    const [use] = (await hear(model, 'go')).tools
    const refused = { type: 'tool_result' as const, tool_use_id: use?.id ?? '', content: 'refused', is_error: true }
    const words = (text: string) => ({ type: 'text' as const, text })
    const stopped = (...rest: ReturnType<typeof words>[]) => [
      { role: 'user', content: 'go' },
      { role: 'assistant', content: [{ type: 'tool_use' as const, ...use }] },
      { role: 'user', content: [refused, ...rest] },
    ]
    const interrupted = words('[Request interrupted by user for tool use]')
    expect((await hear(model, stopped(interrupted, words('go')))).tools).toMatchObject([{ name: 'Bash' }])
    const folded = words('The user sent a new message while you were working:\nhurry\n')
    expect((await hear(model, stopped(folded))).text).toBe('I leave it.')
  })

  it('calls several tools at once', async () => {
    model.on('go', [callAll({ name: 'Bash', input: { command: 'a' } }, { name: 'Write', input: { file_path: 'b' } })])
    expect((await hear(model, 'go')).tools.map(({ name }) => name)).toEqual(['Bash', 'Write'])
  })

  it('waits at a gate, counts turns at once, and stops for the reason it is told', async () => {
    const door = gate()
    model.on(/wait/, [text('a'), until(door), text('b'), stop('max_tokens')])
    const both = [hear(model, 'wait 1', 's1'), hear(model, 'wait 2', 's2')]
    await model.waitFor(() => model.running() === 2)
    door.open()
    for (const heard of await Promise.all(both)) expect(heard).toMatchObject({ text: 'ab', stopReason: 'max_tokens' })
    expect([model.running(), model.mostAtOnce(), model.turns()]).toEqual([0, 2, 2])
  })

  it('errs as often as it is told, before the stream and within it', async () => {
    model.on('busy', [error(529, { times: 1, message: 'Overloaded' }), text('now')])
    expect(await hear(model, 'busy')).toMatchObject({ status: 529, error: 'Overloaded' })
    expect(await hear(model, 'busy')).toMatchObject({ status: 200, text: 'now' })
    model.on('half', [text('half'), error(500, { message: 'broke' })])
    expect(await hear(model, 'half')).toMatchObject({ status: 200, text: 'half', error: 'broke' })
    model.on('limit', [error(429, { retryAfter: 7 })])
    const body = JSON.stringify(bodyOf('limit'))
    const refused = await fetch(`${model.url}/v1/messages`, { method: 'POST', headers: headersOf(model), body })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7'])
  })

  it('cuts and hangs', async () => {
    model.on('cut', [text('half'), cut()])
    await expect(hear(model, 'cut')).rejects.toThrow('terminated')
    model.on('hang', [text('half'), hang()])
    const abort = new AbortController()
    const hanging = fetch(`${model.url}/v1/messages`, {
      method: 'POST',
      headers: headersOf(model),
      body: JSON.stringify(bodyOf('hang')),
      signal: abort.signal,
    }).then((response) => response.text())
    await model.waitFor(() => model.running() === 1)
    abort.abort()
    await expect(hanging).rejects.toThrow('aborted')
    await model.waitFor(() => model.running() === 0)
  })

  it('counts tokens, gives titles in the form that is wanted, and is no turn then', async () => {
    const post = async (path: string, body: unknown) =>
      (
        await fetch(`${model.url}${path}`, { method: 'POST', headers: headersOf(model), body: JSON.stringify(body) })
      ).json()
    expect(await post('/v1/messages/count_tokens', bodyOf('hi'))).toHaveProperty('input_tokens')
    const format = { type: 'json_schema', schema: { type: 'object', properties: { title: { type: 'string' } } } }
    const title = await post('/v1/messages', {
      ...bodyOf('name this please'),
      tools: [],
      stream: false,
      output_config: { format },
    })
    expect(title).toMatchObject({ content: [{ type: 'text', text: '{"title":"name this please"}' }] })
    expect(model.turns()).toBe(0)
    expect((await fetch(`${model.url}/api/hello`, { method: 'HEAD' })).status).toBe(200)
  })

  it('refuses what the real one refuses', async () => {
    const use = { type: 'tool_use' as const, id: 't1', name: 'Bash', input: {} }
    const result = { type: 'tool_result' as const, tool_use_id: 't1', content: 'x' }
    const user = (content: string | readonly object[]) =>
      ({ role: 'user', content }) as { role: string; content: string }
    const assistant = (content: readonly object[]) => ({ ...user(content), role: 'assistant' })
    const refusal = async (...messages: readonly { role: string; content: string }[]) =>
      (await hear(model, messages)).error
    expect(await refusal()).toBe('messages: at least one message is required')
    expect(await refusal(assistant([use]))).toBe('messages: first message must use the "user" role')
    expect(await refusal({ role: 'person', content: 'x' })).toBe(
      "messages.0.role: Input should be 'user' or 'assistant'",
    )
    expect(await refusal(user([{ type: 'text', text: '' }]))).toBe('messages: text content blocks must be non-empty')
    expect(await refusal(user([result]))).toContain('unexpected `tool_use_id` found in `tool_result` blocks: t1')
    expect(await refusal(user('x'), assistant([use]), user('y'))).toContain(
      '`tool_use` ids were found without `tool_result` blocks immediately after: t1',
    )
    expect(await refusal(user('x'), assistant([use]), user([result]))).toBeNull()
    const strange = JSON.stringify({ ...bodyOf('x'), model: 'gpt' })
    const unknown = await fetch(`${model.url}/v1/messages`, {
      method: 'POST',
      headers: headersOf(model),
      body: strange,
    })
    expect(unknown.status).toBe(404)
    const keyless = await fetch(`${model.url}/v1/messages`, { method: 'POST', body: JSON.stringify(bodyOf('x')) })
    expect(keyless.status).toBe(401)
  })
})
