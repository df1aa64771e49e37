import type { Final, ToolRun } from '../../sessions/api.ts'
import type { TurnFacts } from '../../shared/turn-events.ts'
import type { FinalPlan } from '../outbox/final-op.ts'
import type { OutMessage, Rich } from '../port.ts'
import { clean, isBlank } from './clean.ts'
import { MAX_SOURCE, renderMarkdown } from './markdown.ts'
import { bold, code, concat, foldedQuote, italic, join, plain } from './rich.ts'
import { MESSAGE_LIMIT, splitRich } from './split.ts'

/** More messages than this become a file with the beginning of the answer above it. */
const MAX_PARTS = 4

/** Of a source that is too long to be rendered so much is: more than the message that begins it can show. UTF-16 units. */
const BEGINNING = 3 * MESSAGE_LIMIT

/** Leaves room above a part for the words that it may be a duplicate. UTF-16 units. */
const PART_LIMIT = MESSAGE_LIMIT - 64

/** A turn that took longer than this has lost its reader: the answer must be heard, and an edit makes no sound. */
const HEARD_AFTER_MS = 10_000

/** What a chat wants to see of a finished turn. */
export interface FinalPreferences {
  readonly toolCalls: 'off' | 'names' | 'details'
  readonly facts: boolean
  readonly notifications: 'all' | 'needs-you' | 'off'
}

/** Of one tool's output so much is shown, and of all tools together: what a folded quote holds beside an answer. UTF-16 units. */
const OUTPUT_SHOWN = 600
const TOOLS_SHOWN = 3500

/** The beginning of a text, with a sign where it goes on. */
function head(rich: Rich, limit: number): Rich {
  const [first = plain(''), ...rest] = splitRich(rich, limit)
  return rest.length === 0 ? first : concat(first, '\n…')
}

/** What the tools did, folded: one line each, and the head of what they gave. */
export function renderTools(tools: readonly ToolRun[]): Rich {
  const one = (tool: ToolRun): Rich =>
    join([
      concat(tool.ok === false ? '✕ ' : '▸ ', bold(tool.name), ' ', clean(tool.summary)),
      head(plain(clean(tool.output).trim()), OUTPUT_SHOWN),
    ])
  return foldedQuote(head(join(tools.map(one)), TOOLS_SHOWN))
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

/** What Claude's own commands did, which they end without a word. */
function silentWords({ prompt }: Final): string {
  const command = /^\/(\w+)/.exec(prompt?.text ?? '')?.[1]
  if (command === 'compact') return 'Compacted.'
  if (command === 'clear') return 'Cleared: Claude knows nothing of before.'
  return 'Done, without a word.'
}

function ending(final: Final): Rich {
  if (final.outcome.how === 'stopped') return italic('Stopped.')
  if (final.outcome.how === 'failed') return concat(bold('Failed: '), clean(final.outcome.message))
  return isBlank(final.text) ? italic(silentWords(final)) : plain('')
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
  const endless = final.text.length > MAX_SOURCE
  const answer = renderMarkdown(endless ? final.text.slice(0, BEGINNING) : final.text)
  const long = endless || answer.text.length > MAX_PARTS * MESSAGE_LIMIT
  const shown = long ? beginning(answer, final.text.length) : isBlank(answer.text) ? plain('') : answer
  const parts = splitRich(join([shown, below], '\n\n'), PART_LIMIT).map((rich, i): OutMessage => ({
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

function beginning(answer: Rich, characters: number): Rich {
  const { text, entities } = splitRich(answer, PART_LIMIT - 200)[0] ?? plain('')
  // What stands below has entities too, and a message has only so many.
  const first = { text, entities: entities.slice(0, 80) }
  const words = `… ${characters.toLocaleString('en')} characters in all: the whole answer is in `
  return concat(first, '\n\n', italic(words), code('answer.md'))
}
