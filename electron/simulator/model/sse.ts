import { randomUUID } from 'node:crypto'

/** Where an answer goes, block by block; streamed or gathered, it is the same. */
export interface Writer {
  text(piece: string): void
  thinking(piece: string): void
  /** Returns the id of the tool use. */
  tool(name: string, input: unknown): string
  finish(stopReason: string): void
}

export interface Usage {
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_creation_input_tokens: number
  readonly cache_read_input_tokens: number
}

const id = (prefix: string): string => `${prefix}_${randomUUID().replaceAll('-', '').slice(0, 24)}`

/** Four characters to a token is near enough for a figure that nobody pays. */
export const tokensOf = (text: string): number => Math.ceil(text.length / 4)

type Block = { type: 'text'; text: string } | { type: 'thinking'; thinking: string; signature: string } | ToolUse
interface ToolUse {
  type: 'tool_use'
  id: string
  name: string
  input: unknown
}

/** Every event of the streaming protocol, by `send(event, data)`. */
export const createStream = (
  send: (event: string, data: Readonly<Record<string, unknown>>) => void,
  about: { readonly model: string; readonly inputTokens: number },
): Writer => {
  let index = -1
  let open: 'text' | 'thinking' | null = null
  let output = 0
  const usage = (): Usage => ({
    input_tokens: about.inputTokens,
    output_tokens: output,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
  })
  const start = (): void => {
    if (index >= 0) return
    const message = { id: id('msg'), type: 'message', role: 'assistant', model: about.model, content: [] }
    send('message_start', {
      type: 'message_start',
      message: { ...message, stop_reason: null, stop_sequence: null, usage: usage() },
    })
    send('ping', { type: 'ping' })
  }
  const close = (): void => {
    if (open === 'thinking') delta({ type: 'signature_delta', signature: 'c2ltdWxhdGVk' })
    if (open) send('content_block_stop', { type: 'content_block_stop', index })
    open = null
  }
  const begin = (block: Readonly<Record<string, unknown>>): void => {
    start()
    close()
    index += 1
    send('content_block_start', { type: 'content_block_start', index, content_block: block })
  }
  const delta = (change: Readonly<Record<string, unknown>>): void =>
    send('content_block_delta', { type: 'content_block_delta', index, delta: change })

  return {
    text: (piece) => {
      if (open !== 'text') begin({ type: 'text', text: '' })
      open = 'text'
      output += tokensOf(piece)
      delta({ type: 'text_delta', text: piece })
    },
    thinking: (piece) => {
      if (open !== 'thinking') begin({ type: 'thinking', thinking: '', signature: '' })
      open = 'thinking'
      output += tokensOf(piece)
      delta({ type: 'thinking_delta', thinking: piece })
    },
    tool: (name, input) => {
      const use = id('toolu')
      begin({ type: 'tool_use', id: use, name, input: {} })
      const json = JSON.stringify(input)
      output += tokensOf(json)
      delta({ type: 'input_json_delta', partial_json: json })
      send('content_block_stop', { type: 'content_block_stop', index })
      return use
    },
    finish: (stopReason) => {
      start()
      close()
      const end = { stop_reason: stopReason, stop_sequence: null }
      send('message_delta', { type: 'message_delta', delta: end, usage: usage() })
      send('message_stop', { type: 'message_stop' })
    },
  }
}

/** The same answer in one piece, for requests that do not stream; `done` gets the message. */
export const createGathered = (
  done: (message: Readonly<Record<string, unknown>>) => void,
  about: { readonly model: string; readonly inputTokens: number },
): Writer => {
  const content: Block[] = []
  return {
    text: (piece) => {
      const last = content.at(-1)
      if (last?.type === 'text') last.text += piece
      else content.push({ type: 'text', text: piece })
    },
    thinking: (piece) => {
      const last = content.at(-1)
      if (last?.type === 'thinking') last.thinking += piece
      else content.push({ type: 'thinking', thinking: piece, signature: 'c2ltdWxhdGVk' })
    },
    tool: (name, input) => {
      const use: ToolUse = { type: 'tool_use', id: id('toolu'), name, input }
      content.push(use)
      return use.id
    },
    finish: (stopReason) => {
      const usage: Usage = {
        input_tokens: about.inputTokens,
        output_tokens: tokensOf(JSON.stringify(content)),
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
      }
      const message = { id: id('msg'), type: 'message', role: 'assistant', model: about.model, content }
      done({ ...message, stop_reason: stopReason, stop_sequence: null, usage })
    },
  }
}
