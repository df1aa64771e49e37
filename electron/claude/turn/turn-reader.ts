import { sessionIdSchema } from '../../shared/ids.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { TurnEvent } from '../../shared/turn-events.ts'
import { list, number, record, text } from '../json.ts'
import type { Json } from '../json.ts'
import { createAnswerText } from './answer-text.ts'
import type { TextRun } from './answer-text.ts'
import { contextOf, turnFacts } from './facts.ts'
import { turnOutcome } from './outcome.ts'
import { promptsOf, systemEvents } from './system-events.ts'
import { toolOutput } from './tool-output.ts'
import { toolSummary } from './tool-summary.ts'

/** Turns one child's messages into turn events. Remembers what one message must know of the earlier ones. */
export interface TurnReader {
  /** The events that this message means; none for an unknown kind (every release brings new ones). */
  read(message: unknown): readonly TurnEvent[]
  /** Whether a turn runs: Claude has begun one, and its `result` has not come. */
  readonly running: boolean
  readonly sessionId: SessionId | null
}

export interface TurnReaderOptions {
  /** Working directory of the session, for short paths. */
  readonly directory: string
  readonly resumed: boolean
}

const textEvents = (run: TextRun | null): readonly TurnEvent[] => (run ? [{ type: 'text', ...run }] : [])

export function createTurnReader({ directory, resumed }: TurnReaderOptions): TurnReader {
  const answer = createAnswerText()
  let running = false
  let sessionId: SessionId | null = null
  let firstAfterResume = resumed
  let total: number | null = resumed ? null : 0
  let model: string | null = null
  let contextUsed: number | null = null
  let error: string | null = null
  let active = false
  let partials = false

  const named = (id: unknown): readonly TurnEvent[] => {
    const parsed = sessionIdSchema.safeParse(id)
    if (!parsed.success || parsed.data === sessionId) return []
    sessionId = parsed.data
    return [{ type: 'session named', sessionId }]
  }

  const streamEvent = (message: Json): readonly TurnEvent[] => {
    if (message['parent_tool_use_id']) return []
    const event = record(message['event'])
    switch (event['type']) {
      case 'message_start':
        partials = true
        answer.messageStarted(text(record(event['message'])['id']))
        return []
      case 'content_block_start': {
        const kind = record(event['content_block'])['type']
        if (kind === 'text') answer.blockStarted()
        return kind === 'thinking' || kind === 'redacted_thinking' ? [{ type: 'thinking' }] : []
      }
      case 'content_block_delta': {
        const delta = record(event['delta'])
        return delta['type'] === 'text_delta' ? textEvents(answer.piece(text(delta['text']))) : []
      }
      case 'message_delta': {
        const used = contextOf(record(event['usage']))
        if (used !== null) contextUsed = used
        return []
      }
      default:
        return []
    }
  }

  const contentBlock = (block: Json, id: string, parent: string | null): readonly TurnEvent[] => {
    if (block['type'] === 'text') return parent ? [] : textEvents(answer.whole(id, text(block['text'])))
    if (block['type'] === 'thinking') return parent || partials ? [] : [{ type: 'thinking' }]
    if (block['type'] !== 'tool_use') return []
    const name = text(block['name'])
    const input = record(block['input'])
    const summary = toolSummary(name, input, directory)
    return [{ type: 'tool started', id: text(block['id']), name, summary, input, parent }]
  }

  const assistant = (message: Json): readonly TurnEvent[] => {
    const parent = text(message['parent_tool_use_id']) || null
    const inner = record(message['message'])
    if (!parent) {
      active = true
      error = text(message['error']) || null
      // What Claude Code says about a failed call is the message of the outcome, not a part of the answer.
      if (error) return []
      if (inner['model'] !== '<synthetic>') {
        model = text(inner['model']) || model
        contextUsed = contextOf(record(inner['usage'])) ?? contextUsed
      }
    }
    return list(inner['content']).flatMap((block) => contentBlock(record(block), text(inner['id']), parent))
  }

  const user = (message: Json): readonly TurnEvent[] =>
    list(record(message['message'])['content'])
      .map(record)
      .filter((block) => block['type'] === 'tool_result')
      .map((block): TurnEvent => ({
        type: 'tool ended',
        id: text(block['tool_use_id']),
        ok: block['is_error'] !== true,
        output: toolOutput(block['content']),
      }))

  const init = (message: Json): readonly TurnEvent[] => {
    running = true
    model = text(message['model']) || model
    const slashCommands = list(message['slash_commands']).filter((name) => typeof name === 'string')
    const mode = text(message['permissionMode'])
    return [...named(message['session_id']), { type: 'turn started', model: model ?? '', mode, slashCommands }]
  }

  const result = (message: Json): readonly TurnEvent[] => {
    // In some releases a compaction reports a result of its own; the turn goes on after it.
    if (text(message['subtype']).includes('compact')) return []
    const facts = turnFacts(message, { totalBefore: total, model, contextUsed })
    const outcome = turnOutcome(message, { error, active, firstAfterResume })
    const origin = text(record(message['origin'])['kind'])
    const event: TurnEvent = {
      type: 'turn ended',
      outcome,
      text: answer.joined(),
      facts,
      unprompted: origin !== '' && origin !== 'human',
      prompts: promptsOf(message),
    }
    total = facts.totalCostUsd
    running = false
    firstAfterResume = false
    error = null
    active = false
    partials = false
    answer.clear()
    return [event]
  }

  const system = (message: Json): readonly TurnEvent[] => {
    if (message['subtype'] === 'init') return init(message)
    if (message['subtype'] === 'compact_boundary') {
      active = true
      contextUsed = number(record(message['compact_metadata'])['post_tokens']) || contextUsed
    }
    return systemEvents(message)
  }

  return {
    get running() {
      return running
    },
    get sessionId() {
      return sessionId
    },
    read(raw) {
      const message = record(raw)
      switch (message['type']) {
        case 'system':
          return system(message)
        case 'stream_event':
          return streamEvent(message)
        case 'assistant':
          return assistant(message)
        case 'user':
          return user(message)
        case 'result':
          return result(message)
        case 'conversation_reset':
          active = true
          contextUsed = null
          total = 0
          // Its `new_conversation_id` is not the id of the new session (measured); the next `init` has that.
          return []
        default:
          return systemEvents(message)
      }
    },
  }
}
