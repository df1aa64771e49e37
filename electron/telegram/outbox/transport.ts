import { Api, GrammyError, HttpError } from 'grammy'

import type { Clock } from '../../shared/clock.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Secret } from '../../shared/secret.ts'
import { fileLimits } from '../media/limits.ts'
import { Upload } from './upload.ts'

/** What became of a request. `lost`: it may have been carried out; `unsent`: it surely was not. */
export type Reply =
  | { readonly kind: 'done'; readonly value: unknown }
  | {
      readonly kind: 'refused'
      /** The Bot API's error code. */
      readonly code: number
      readonly description: string
      /** Milliseconds until which nothing may be sent to that chat. */
      readonly retryAfterMs: number | null
      readonly migratedTo: number | null
    }
  | { readonly kind: 'lost' | 'unsent'; readonly reason: string }

/** One request to the Bot API. Never rejects. */
export interface Transport {
  call(method: string, payload: Readonly<Record<string, unknown>>): Promise<Reply>
}

/** Errors from before there was a connection: the server cannot have acted. */
const UNSENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETDOWN|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL/

/** A request that has no answer after so long is lost. grammY's default is 500 s. */
const TIMEOUT_MS = 60_000
/** grammY's own limit is for all of a request, a large file's too, and cannot be taken away: ours, above, comes first. */
const LONGEST_SECONDS = 86_400

/** All codes and messages down a chain of causes. */
function causes(error: unknown): string {
  const words: string[] = []
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; depth++) {
    words.push('code' in at ? String(at.code) : '', at.message)
    at = at instanceof HttpError ? at.error : at.cause
  }
  return words.join(' ')
}

/** What a thrown error of grammY means for a request that may or may not have been carried out. Pure. */
export function replyOf(error: unknown): Reply {
  if (error instanceof GrammyError) {
    const { retry_after: retryAfter, migrate_to_chat_id: migratedTo = null } = error.parameters
    const { error_code: code, description } = error
    return {
      kind: 'refused',
      code,
      description,
      migratedTo,
      retryAfterMs: retryAfter === undefined ? null : retryAfter * 1000,
    }
  }
  const words = causes(error)
  return { kind: UNSENT.test(words) ? 'unsent' : 'lost', reason: errorMessage(error) }
}

/** What the transport reads at each call, and the time by which it gives one up. */
export interface TransportOptions {
  readonly token: () => Secret | null
  readonly apiRoot: () => string
  readonly clock: Clock
}

/** grammY has a method of every name, and wants its own signal type; the platform's has all that it uses. */
type Run = (payload: unknown, signal: AbortSignal) => Promise<unknown>

/** The Bot API through grammY. Without a token nothing is sent: what is durable waits. */
export function createTransport(options: TransportOptions): Transport {
  let api: Api | null = null
  let madeFor = ''

  const current = (): Api | null => {
    const token = options.token()
    if (!token) return null
    const key = `${options.apiRoot()} ${token.expose()}`
    if (key !== madeFor || !api) {
      madeFor = key
      api = new Api(token.expose(), { apiRoot: options.apiRoot().replace(/\/+$/, ''), timeoutSeconds: LONGEST_SECONDS })
    }
    return api
  }

  /** Runs a call that is given up when for too long nothing happens: no answer, and no piece of a file taken. */
  const watched = async (run: Run, payload: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const silent = new AbortController()
    let forget = (): void => undefined
    const wait = (ms: number): void => {
      forget()
      forget = options.clock.after(ms, () => silent.abort())
    }
    wait(TIMEOUT_MS)
    for (const value of Object.values(payload))
      if (value instanceof Upload)
        value.progress.hear = (bytes) => wait(bytes === null ? fileLimits(options.apiRoot()).silenceMs : TIMEOUT_MS)
    try {
      return await run(payload, silent.signal)
    } finally {
      forget()
    }
  }

  return {
    async call(method, payload) {
      const using = current()
      if (!using) return { kind: 'unsent', reason: 'no bot is connected' }
      try {
        const run = using.raw[method as keyof Api['raw']] as unknown as Run
        return { kind: 'done', value: await watched(run, payload) }
      } catch (error) {
        return replyOf(error)
      }
    },
  }
}
