import type { TurnErrorCode } from '../../shared/turn-error.ts'
import type { TurnOutcome } from '../../shared/turn-events.ts'
import { list, number, text } from '../json.ts'
import type { Json } from '../json.ts'

/** What is known so far about the turn that a `result` ends. */
export interface TurnSoFar {
  /** `error` of the last assistant message (`rate_limit`, `authentication_failed`, …), if it had one. */
  readonly error: string | null
  /** Claude said or did something, or the conversation changed (compaction, `/clear`). */
  readonly active: boolean
  /** It is the first turn of a child that resumed a session. */
  readonly firstAfterResume: boolean
}

const CODE_BY_ERROR: Readonly<Record<string, TurnErrorCode>> = {
  rate_limit: 'rate-limit',
  authentication_failed: 'not-logged-in',
  oauth_org_not_allowed: 'not-logged-in',
  cloud_credential_error: 'not-logged-in',
  model_not_found: 'model-not-found',
}

const CODE_BY_STATUS: Readonly<Record<number, TurnErrorCode>> = {
  401: 'not-logged-in',
  404: 'model-not-found',
  413: 'prompt-too-long',
  429: 'rate-limit',
}

const TOO_LONG = new Set(['blocking_limit', 'prompt_too_long'])

function codeOf(result: Json, so: TurnSoFar, message: string): TurnErrorCode {
  if (TOO_LONG.has(text(result['terminal_reason'])) || /prompt is too long/i.test(message)) return 'prompt-too-long'
  return CODE_BY_ERROR[so.error ?? ''] ?? CODE_BY_STATUS[number(result['api_error_status'])] ?? 'api'
}

const errorsOf = (result: Json): string =>
  list(result['errors'])
    .filter((error) => typeof error === 'string')
    .join('\n')

/** How the turn ended. A `success` may be an error (`is_error`), and an `error_during_execution` a person's stop. Pure. */
export function turnOutcome(result: Json, so: TurnSoFar): TurnOutcome {
  const subtype = text(result['subtype'])
  if (subtype === 'success') {
    if (result['is_error'] === true) {
      const message = text(result['result']) || 'Claude ended the turn with an error.'
      return { how: 'failed', code: codeOf(result, so, message), message }
    }
    const nothing = so.firstAfterResume && !so.active && number(result['num_turns']) === 0 && !text(result['result'])
    if (nothing && result['local_command'] === undefined) {
      return { how: 'failed', code: 'empty-turn', message: 'Claude took the session up again and did nothing.' }
    }
    return { how: 'done' }
  }
  const errors = errorsOf(result)
  if (errors.includes('No conversation found')) return { how: 'failed', code: 'no-conversation', message: errors }
  if (text(result['terminal_reason']).startsWith('aborted_')) return { how: 'stopped' }
  return {
    how: 'failed',
    code: 'unknown',
    message: errors || `Claude ended the turn: ${subtype || 'no reason given'}.`,
  }
}
