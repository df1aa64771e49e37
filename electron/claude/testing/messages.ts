import type { TurnEvent } from '../../shared/turn-events.ts'
import { createTurnReader } from '../turn/turn-reader.ts'

export const SESSION = '9db8949f-0000-4000-8000-000000000001'
export const PROMPT = '41365b3b-554f-47cf-af97-fe4c86a1098c'

export const init = (session = SESSION) => ({
  type: 'system',
  subtype: 'init',
  session_id: session,
  model: 'claude-opus-5-5',
  permissionMode: 'default',
  slash_commands: ['compact'],
})
export const stream = (event: object, parent: string | null = null) => ({
  type: 'stream_event',
  event,
  session_id: SESSION,
  parent_tool_use_id: parent,
})
export const start = (id: string) => stream({ type: 'message_start', message: { id } })
export const block = (kind = 'text') => stream({ type: 'content_block_start', index: 0, content_block: { type: kind } })
export const delta = (text: string) => stream({ type: 'content_block_delta', delta: { type: 'text_delta', text } })
export const assistant = (id: string, content: object[], more: object = {}) => ({
  type: 'assistant',
  message: { id, model: 'claude-opus-5-5', content, usage: { input_tokens: 12, cache_read_input_tokens: 100 } },
  parent_tool_use_id: null,
  ...more,
})
export const said = (text: string) => ({ type: 'text', text })
export const result = (more: object = {}) => ({
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

export function read(messages: readonly object[], resumed = false) {
  const reader = createTurnReader({ directory: '/p', resumed })
  const events = messages.flatMap((message) => reader.read(message))
  const deltas = events.filter((event) => event.type === 'text')
  const ended = events.findLast((event) => event.type === 'turn ended')
  return { reader, events, deltas, ended }
}
export const types = (events: readonly TurnEvent[]) => events.map((event) => event.type)
