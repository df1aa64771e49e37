import { GrammyError, HttpError } from 'grammy'

import { redact } from '../../shared/secret.ts'

/** What a failed call to the Bot API means for the connection. */
export interface ApiFailure {
  readonly kind: 'token refused' | 'another poller' | 'webhook set' | 'busy' | 'offline'
  /** In words, for people; holds no token. */
  readonly reason: string
  /** Milliseconds that the server asks us to wait. */
  readonly retryAfterMs: number | null
}

const failure = (kind: ApiFailure['kind'], reason: string, retryAfterMs: number | null = null): ApiFailure => ({
  kind,
  reason: redact(reason),
  retryAfterMs,
})

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name of the Telegram server cannot be resolved',
  EAI_AGAIN: 'the name of the Telegram server cannot be resolved',
  ECONNREFUSED: 'the Telegram server refuses connections',
  ECONNRESET: 'the connection to Telegram was dropped',
  ETIMEDOUT: 'Telegram does not answer',
  ENETUNREACH: 'there is no network',
  ENETDOWN: 'there is no network',
  EHOSTUNREACH: 'the Telegram server cannot be reached',
}

/** The system's error code, wherever in the chain of causes it stands. */
function codeOf(error: unknown): string | null {
  let current: unknown = error
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth++) {
    const { code, cause, error: inner } = current as { code?: unknown; cause?: unknown; error?: unknown }
    if (typeof code === 'string') return code
    current = inner ?? cause
  }
  return null
}

/** Reads what a call to the Bot API was rejected with. Pure. */
export function failureOf(error: unknown): ApiFailure {
  if (error instanceof GrammyError) {
    const said = error.description
    // 404 "Not Found" is how the server answers a token that is no token at all.
    if (error.error_code === 401 || error.error_code === 404)
      return failure('token refused', `Telegram refuses the token (${error.error_code} ${said})`)
    if (error.error_code === 409)
      return /webhook/i.test(said)
        ? failure('webhook set', said)
        : failure('another poller', 'another program polls with this token')
    const wait = error.parameters.retry_after
    if (error.error_code === 429)
      return failure('busy', 'Telegram asks to wait', wait === undefined ? null : wait * 1000)
    return failure('offline', `Telegram answered ${error.error_code} ${said}`)
  }
  const code = codeOf(error)
  const known = code === null ? undefined : WORDS[code]
  if (known !== undefined) return failure('offline', known)
  const message = error instanceof HttpError || error instanceof Error ? error.message : String(error)
  return failure('offline', code === null ? message : `${message} (${code})`)
}
