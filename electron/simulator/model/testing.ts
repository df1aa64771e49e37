import type { Block, Model } from './api.ts'

export interface Heard {
  readonly status: number
  readonly text: string
  readonly tools: readonly { id: string; name: string; input: unknown }[]
  readonly stopReason: string | null
  readonly events: readonly string[]
  readonly error: string | null
}

type Message = { readonly role: string; readonly content: string | readonly Partial<Block>[] }

/** The headers that Claude Code sends. */
export const headersOf = (model: Model, session = 'session-1'): Record<string, string> => ({
  'content-type': 'application/json',
  'x-api-key': model.apiKey,
  'x-claude-code-session-id': session,
})

/** A body as Claude Code's, with as much as the simulator looks at. */
export const bodyOf = (messages: readonly Message[] | string): Record<string, unknown> => ({
  model: 'claude-opus-5-5',
  max_tokens: 1000,
  stream: true,
  tools: [{ name: 'Bash' }, { name: 'Write' }],
  messages: typeof messages === 'string' ? [{ role: 'user', content: messages }] : messages,
})

interface Event {
  readonly type: string
  readonly delta?: { readonly text?: string; readonly partial_json?: string; readonly stop_reason?: string }
  readonly content_block?: { readonly type: string; readonly id: string; readonly name: string }
  readonly error?: { readonly message: string }
}

/** Sends one request and reads its stream to the end; rejects where the connection is cut. */
export const hear = async (model: Model, messages: readonly Message[] | string, session?: string): Promise<Heard> => {
  const response = await fetch(`${model.url}/v1/messages?beta=true`, {
    method: 'POST',
    headers: headersOf(model, session),
    body: JSON.stringify(bodyOf(messages)),
  })
  const raw = await response.text()
  if (!response.ok) {
    const { error } = JSON.parse(raw) as { error: { message: string } }
    return { status: response.status, text: '', tools: [], stopReason: null, events: [], error: error.message }
  }
  const events = [...raw.matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1] ?? '') as Event)
  const inputs = events.flatMap(({ delta }) => (delta?.partial_json === undefined ? [] : [delta.partial_json]))
  const uses = events.flatMap(({ content_block: block }) => (block?.type === 'tool_use' ? [block] : []))
  return {
    status: response.status,
    text: events.map(({ delta }) => delta?.text ?? '').join(''),
    tools: uses.map(({ id, name }, index) => ({ id, name, input: JSON.parse(inputs[index] ?? '{}') as unknown })),
    stopReason: events.find(({ type }) => type === 'message_delta')?.delta?.stop_reason ?? null,
    events: events.map(({ type }) => type),
    error: events.find(({ type }) => type === 'error')?.error?.message ?? null,
  }
}
