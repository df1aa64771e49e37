import { Api, GrammyError, HttpError } from 'grammy'

import { errorMessage } from '../../shared/result.ts'
import type { Secret } from '../../shared/secret.ts'

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

/** Errors before a connection stood: the server cannot have acted (telegram-bridges §4.2). */
const UNSENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETDOWN|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL/

/** A request that has no answer after so long is lost. grammY's default is 500 s. */
const TIMEOUT_SECONDS = 60

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

/** The Bot API through grammY. Without a token nothing is sent: what is durable waits. */
export function createTransport(options: { token: () => Secret | null; apiRoot: () => string }): Transport {
  let api: Api | null = null
  let madeFor = ''

  const current = (): Api | null => {
    const token = options.token()
    if (!token) return null
    const key = `${options.apiRoot()} ${token.expose()}`
    if (key !== madeFor || !api) {
      madeFor = key
      api = new Api(token.expose(), { apiRoot: options.apiRoot().replace(/\/+$/, ''), timeoutSeconds: TIMEOUT_SECONDS })
    }
    return api
  }

  return {
    async call(method, payload) {
      const using = current()
      if (!using) return { kind: 'unsent', reason: 'no bot is connected' }
      try {
        const run = (using.raw as unknown as Record<string, (payload: unknown) => Promise<unknown>>)[method]
        if (!run)
          return {
            kind: 'refused',
            code: 404,
            description: `Not Found: ${method}`,
            retryAfterMs: null,
            migratedTo: null,
          }
        return { kind: 'done', value: await run(payload) }
      } catch (error) {
        return replyOf(error)
      }
    },
  }
}
