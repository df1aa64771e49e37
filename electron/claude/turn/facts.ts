import type { Tokens } from '../../shared/chat.ts'
import type { TurnFacts } from '../../shared/turn-events.ts'
import { number, record, text } from '../json.ts'
import type { Json } from '../json.ts'

/** What was known before the `result` came. */
export interface FactsSoFar {
  /** Claude's running total after the last turn, USD; null when this child has told none yet. */
  readonly totalBefore: number | null
  readonly model: string | null
  readonly contextUsed: number | null
}

/** Tokens in the context window after this call: what was read in, and what was written. */
export function contextOf(usage: Json): number | null {
  const read =
    number(usage['input_tokens']) +
    number(usage['cache_read_input_tokens']) +
    number(usage['cache_creation_input_tokens'])
  return read > 0 ? read + number(usage['output_tokens']) : null
}

/** Tokens of the turn, summed over its models (subagents included); where these are not told, of the main loop alone. */
function tokensOf(models: readonly Json[], usage: Json): Tokens {
  const sum = (key: string): number => models.reduce((total, model) => total + number(model[key]), 0)
  if (models.length > 0) {
    return {
      input: sum('inputTokens'),
      output: sum('outputTokens'),
      cacheRead: sum('cacheReadInputTokens'),
      cacheWrite: sum('cacheCreationInputTokens'),
    }
  }
  return {
    input: number(usage['input_tokens']),
    output: number(usage['output_tokens']),
    cacheRead: number(usage['cache_read_input_tokens']),
    cacheWrite: number(usage['cache_creation_input_tokens']),
  }
}

/**
 * A turn's facts, from its `result`. `total_cost_usd` is cumulative: a resumed session continues the total that its
 * transcript saved (after a kill there is none), and `/clear` resets it. So the turn's own figures come from
 * `model_usage_since_last_result`, and only where that is missing from the difference of two totals.
 */
export function turnFacts(result: Json, before: FactsSoFar): TurnFacts {
  const since = result['model_usage_since_last_result']
  const models = Object.values(record(since)).map(record)
  const total = number(result['total_cost_usd'])
  const difference = before.totalBefore === null ? 0 : Math.max(0, total - before.totalBefore)
  const costUsd = since === undefined ? difference : models.reduce((sum, model) => sum + number(model['costUSD']), 0)
  const windows = record(result['modelUsage'])
  const own = before.model === null ? undefined : windows[before.model]
  const window = number(record(own ?? Object.values(windows)[0])['contextWindow'])
  return {
    durationMs: number(result['duration_ms']),
    costUsd,
    totalCostUsd: total,
    tokens: tokensOf(models, record(result['usage'])),
    contextUsed: before.contextUsed,
    contextWindow: window > 0 ? window : null,
    model: before.model ?? (text(Object.keys(windows)[0]) || null),
  }
}
