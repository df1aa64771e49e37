import type { Final, ToolRun } from '../../sessions/api.ts'
import type { TurnFacts } from '../../shared/turn-events.ts'
import type { FinalPlan } from '../outbox/final-op.ts'
import type { OutMessage, Rich } from '../port.ts'
import { renderMarkdown } from './markdown.ts'
import { bold, code, concat, foldedQuote, italic, join, plain } from './rich.ts'
import { MESSAGE_LIMIT, splitRich } from './split.ts'

/** More messages than this become a file with the beginning of the answer above it. */
const MAX_PARTS = 4

/** A turn that took longer than this has lost its reader: the answer must be heard, and an edit makes no sound. */
const HEARD_AFTER_MS = 10_000

/** What a chat wants to see of a finished turn. */
export interface FinalPreferences {
  readonly toolCalls: 'off' | 'names' | 'details'
  readonly facts: boolean
  readonly notifications: 'all' | 'needs-you' | 'off'
}

const OUTPUT_SHOWN = 600

/** What the tools did, folded: one line each, and the head of what they gave. */
export function renderTools(tools: readonly ToolRun[]): Rich {
  const one = (tool: ToolRun): Rich => {
    const output = tool.output.trim().slice(0, OUTPUT_SHOWN)
    const head = concat(tool.ok === false ? '✕ ' : '▸ ', bold(tool.name), ' ', plain(tool.summary))
    return output === '' ? head : concat(head, '\n', output)
  }
  return tools.length === 0 ? plain('') : foldedQuote(splitRich(join(tools.map(one), '\n'), 3500)[0] ?? plain(''))
}

/** `12 s · 3.4k tokens · $0.02 · 41 % of context`. */
export function renderFacts(facts: TurnFacts): Rich {
  const { tokens } = facts
  const all = tokens.input + tokens.output + tokens.cacheRead + tokens.cacheWrite
  const context =
    facts.contextUsed !== null && facts.contextWindow
      ? [`${Math.round((facts.contextUsed / facts.contextWindow) * 100)} % of context`]
      : []
  const count = all >= 1000 ? `${(all / 1000).toFixed(1)}k tokens` : `${all} tokens`
  return italic(
    [`${(facts.durationMs / 1000).toFixed(1)} s`, count, `$${facts.costUsd.toFixed(2)}`, ...context].join(' · '),
  )
}

function ending(final: Final): Rich {
  if (final.outcome.how === 'stopped') return italic('Stopped.')
  if (final.outcome.how === 'failed') return concat(bold('Failed: '), final.outcome.message)
  return final.text.trim() === '' ? italic('Done, without a word.') : plain('')
}

/** Whether the end of this turn makes a sound in its chat. */
const isHeard = (final: Final, { notifications }: FinalPreferences): boolean =>
  notifications === 'all'
    ? final.outcome.how !== 'stopped'
    : notifications === 'needs-you' && final.outcome.how === 'failed'

/**
 * How a final stands in its chat: the answer alone, exactly as Claude said it; under it what was asked for.
 * Pure; `into` is the message that streamed the turn.
 */
export function planFinal(final: Final, into: number | null, preferences: FinalPreferences): FinalPlan {
  const below = join(
    [
      ending(final),
      preferences.toolCalls === 'details' ? renderTools(final.tools) : '',
      preferences.facts && final.facts ? renderFacts(final.facts) : '',
    ],
    '\n\n',
  )
  const heard = isHeard(final, preferences)
  const answer = renderMarkdown(final.text)
  const long = answer.text.length > MAX_PARTS * MESSAGE_LIMIT
  const shown = long ? beginning(answer) : answer
  const parts = splitRich(join([shown, below], '\n\n')).map((rich, i): OutMessage => ({
    rich,
    silent: !heard || i > 0,
  }))
  const took = final.facts?.durationMs ?? 0
  return {
    parts,
    file: long ? { name: 'answer.md', content: final.text, caption: '' } : null,
    stream: into === null ? null : { messageId: into, become: !heard || took < HEARD_AFTER_MS },
  }
}

function beginning(answer: Rich): Rich {
  const head = splitRich(answer, MESSAGE_LIMIT - 200)[0] ?? plain('')
  const words = `… ${answer.text.length.toLocaleString('en')} characters in all: the whole answer is in `
  return concat(head, '\n\n', italic(words), code('answer.md'))
}
