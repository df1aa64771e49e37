import type { Final } from '../../sessions/api.ts'
import type { TurnFacts } from '../../shared/turn-events.ts'
import type { FinalPlan } from '../outbox/final-plan.ts'
import type { OutMessage, Rich } from '../port.ts'
import { clean, isBlank } from './clean.ts'
import { MAX_SOURCE, renderMarkdown } from './markdown.ts'
import { outline } from './outline.ts'
import { bold, code, concat, italic, join, lines, plain } from './rich.ts'
import { head, MESSAGE_LIMIT, splitRich } from './split.ts'
import { renderToolNames, renderTools } from './tools.ts'
import { duration, tokens, usd } from './words.ts'

/** An answer that needs more messages than this becomes a file, with its beginning above it. */
const MAX_PARTS = 4

/** Of a source that is too long to be rendered so much is: more than the message that begins it can show. UTF-16 units. */
const BEGINNING = 3 * MESSAGE_LIMIT

/** Leaves room above a part for the words that it may be a duplicate. UTF-16 units. */
const PART_LIMIT = MESSAGE_LIMIT - 64

/** After a turn longer than this, nobody is watching any more: the answer must make a sound, which an edit does not. Milliseconds. */
const HEARD_AFTER_MS = 10_000

/** What a chat wants to see of a finished turn. */
export interface FinalPreferences {
  readonly toolCalls: 'off' | 'names' | 'details'
  readonly facts: boolean
  readonly notifications: 'all' | 'needs-you' | 'off'
}

/** The tools of a turn as its chat wants to see them. */
const toolsOf = ({ tools }: Final, { toolCalls }: FinalPreferences): Rich =>
  toolCalls === 'off' ? plain('') : toolCalls === 'names' ? renderToolNames(tools) : renderTools(tools)

/** `12 s · 3.4k tokens · $0.02 · 59 % of context left`. */
export function renderFacts(facts: TurnFacts): Rich {
  const { input, output, cacheRead, cacheWrite } = facts.tokens
  const context =
    facts.contextUsed !== null && facts.contextWindow
      ? [`${Math.max(0, Math.round(100 - (facts.contextUsed / facts.contextWindow) * 100))} % of context left`]
      : []
  const all = tokens(input + output + cacheRead + cacheWrite)
  return italic([duration(facts.durationMs), `${all} tokens`, usd(facts.costUsd), ...context].join(' · '))
}

/** What one of Claude's own commands did, for it ends without a word. */
function silentWords({ prompt }: Final): string {
  const command = /^\/(\w+)/.exec(prompt?.text ?? '')?.[1]
  if (command === 'compact') return 'Compacted.'
  if (command === 'clear') return 'Cleared: Claude knows nothing of before.'
  return 'Done, without a word.'
}

function ending(final: Final): Rich {
  if (final.outcome.how === 'stopped') return italic('Stopped.')
  if (final.outcome.how === 'failed') {
    // Elsewhere a button stands beside it.
    const again = final.outcome.code === 'child-died' ? ' Send /retry to ask again.' : ''
    return concat(bold('Failed: '), clean(final.outcome.message), again)
  }
  return isBlank(final.text) ? italic(silentWords(final)) : plain('')
}

/** Whether the end of this turn makes a sound in its chat. */
const isHeard = (final: Final, { notifications }: FinalPreferences): boolean =>
  notifications === 'all'
    ? final.outcome.how !== 'stopped'
    : notifications === 'needs-you' && final.outcome.how === 'failed'

/**
 * How a final is shown in its chat: the answer exactly as Claude gave it, and below it what the chat wants to see.
 * Pure; `into` is the message that streamed the turn.
 */
export function planFinal(final: Final, into: number | null, preferences: FinalPreferences): FinalPlan {
  const below = join(
    [ending(final), toolsOf(final, preferences), preferences.facts && final.facts ? renderFacts(final.facts) : ''],
    '\n\n',
  )
  const heard = isHeard(final, preferences)
  const endless = final.text.length > MAX_SOURCE
  const answer = renderMarkdown(endless ? final.text.slice(0, BEGINNING) : final.text)
  const long = endless || answer.text.length > MAX_PARTS * MESSAGE_LIMIT
  const shown = long ? beginning(answer, final.text) : isBlank(answer.text) ? plain('') : answer
  const parts = splitRich(join([shown, below], '\n\n'), PART_LIMIT).map((rich, i): OutMessage => ({
    rich,
    silent: !heard || i > 0,
  }))
  const took = final.facts?.durationMs ?? 0
  return {
    parts,
    file: long ? { name: 'answer.md' } : null,
    stream: into === null ? null : { messageId: into, become: !heard || took < HEARD_AFTER_MS },
  }
}

/** Room under the beginning for what says where the rest is, and what it holds. UTF-16 units. */
const CONTENTS_SHOWN = 1000

/** A very long answer in one message: how it begins, what else it holds, and where all of it stands. */
function beginning(answer: Rich, source: string): Rich {
  const { text, entities } = splitRich(answer, PART_LIMIT - CONTENTS_SHOWN - 200)[0] ?? plain('')
  // What stands below has entities too, and a message has only so many.
  const first = { text, entities: entities.slice(0, 80) }
  const headings = outline(source)
  const contents = headings.length < 2 ? plain('') : lines(bold('What it holds'), ...headings.map((one) => `• ${one}`))
  const words = `This is its beginning; all ${source.length.toLocaleString('en')} characters are in `
  return join([concat(first, '\n…'), head(contents, CONTENTS_SHOWN), concat(italic(words), code('answer.md'))], '\n\n')
}
