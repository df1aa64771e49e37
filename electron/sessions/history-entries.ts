import type { HistoryEntry } from '../shared/history.ts'
import type { PromptId } from '../shared/ids.ts'
import type { Prompt } from '../shared/prompt.ts'
import type { TurnEvent, TurnOutcome } from '../shared/turn-events.ts'

/** A prompt as the history keeps it. Pure. */
export function promptEntry(
  { id, actor, text, attachments }: Pick<Prompt, 'id' | 'actor' | 'text' | 'attachments'>,
  at: number,
): HistoryEntry {
  const pictures = attachments.filter(({ kind }) => kind === 'image').map(({ path }) => path)
  return {
    type: 'prompt',
    at,
    id,
    from: actor.name ?? '',
    surface: actor.surface,
    text,
    attachments: attachments.map(({ name }) => name),
    ...(pictures.length > 0 ? { pictures } : {}),
  }
}

/** What Claude said, if it said anything. Pure. */
export const answerEntries = (id: PromptId | null, text: string, at: number): HistoryEntry[] =>
  text === '' ? [] : [{ type: 'answer', at, id, text }]

/** What Claude did, where the history keeps it: tools and their results, and that a session was compacted. Pure. */
export function eventEntries(event: TurnEvent, at: number): HistoryEntry[] {
  switch (event.type) {
    case 'tool started': {
      const { id, name, summary, input } = event
      return [{ type: 'tool', at, id, name, summary, input: JSON.stringify(input) }]
    }
    case 'tool ended':
      return [{ type: 'tool result', at, id: event.id, ok: event.ok, output: event.output }]
    case 'compacted':
      return [{ type: 'notice', at, text: `Compacted: ${event.before} → ${event.after} tokens` }]
    default:
      return []
  }
}

/** How a turn ended, as the history keeps it. */
export interface EndOfTurn {
  readonly at: number
  /** The prompt that began it; null where Claude began it by itself. */
  readonly id: PromptId | null
  readonly outcome: TurnOutcome
  /** What was said and does not stand in the history yet. */
  readonly text: string
  /** Milliseconds. */
  readonly durationMs: number
  readonly costUsd: number
}

/** The last words of a turn, and its end. Pure. */
export const endEntries = ({ at, id, outcome, text, durationMs, costUsd }: EndOfTurn): HistoryEntry[] => [
  ...answerEntries(id, text, at),
  {
    type: 'end',
    at,
    id,
    how: outcome.how,
    ...(outcome.how === 'failed' ? { message: outcome.message, code: outcome.code } : { message: null }),
    durationMs,
    costUsd,
  },
]
