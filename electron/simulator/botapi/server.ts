import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Clock } from '../../shared/clock.ts'
import { readBody } from '../loopback.ts'
import { Cut, type FaultBox } from './faults.ts'
import type { Limiter } from './limits.ts'
import type { Call, Method } from './methods/call.ts'
import { createParams, type Params, readParams } from './params.ts'
import { Refusal } from './refusal.ts'
import type { OpenRequest, RequestLog } from './request-log.ts'

const MB = 1024 * 1024
/** A bot may upload 50 MB, with `--local` 2,000 MB; what is around the file comes on top. */
const LARGEST_BODY = 50 * MB + 64 * 1024
const LARGEST_LOCAL_BODY = 2000 * MB + 64 * 1024

export interface ServerParts {
  readonly clock: Clock
  readonly token: string
  readonly faults: FaultBox
  readonly limiter: Limiter
  readonly log: RequestLog
  readonly changed: () => void
  /** Started with `--local`. */
  readonly local: boolean
  /** The method of this name, in any case of letters. */
  readonly method: (name: string) => { readonly name: string; readonly run: Method } | null
  readonly call: (params: Params, gone: Promise<void>) => Call
  /** The bytes behind a path of the file server. */
  readonly file: (path: string) => { readonly mime: string; readonly bytes: Uint8Array } | null
}

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

const refuse = (response: ServerResponse, refusal: Refusal): void => {
  const { code, message, parameters } = refusal
  answer(response, code, { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) })
}

/** Handles every request of the Bot API: log → faults → rates → method → answer. */
export const createHandler = (parts: ServerParts) => {
  /** Everything of a call but its answer; throws refusals and cuts. */
  const act = async (
    request: IncomingMessage,
    name: string,
    url: URL,
    gone: Promise<void>,
    seen: OpenRequest,
  ): Promise<unknown> => {
    const body = await readBody(request, parts.local ? LARGEST_LOCAL_BODY : LARGEST_BODY)
    if (body === null) throw new Refusal(413, 'Request Entity Too Large')
    const params = readParams(url, request.headers['content-type'] ?? '', body)
    seen.params = params.all
    seen.chatId = params.int('chat_id')
    const after = await parts.faults.before(name)
    const method = parts.method(name)
    if (!method) throw new Refusal(404, 'Not Found: method not found')
    parts.limiter.check(method.name, seen.chatId)
    const result = await method.run(parts.call(params, gone))
    await after()
    return result
  }

  const handleMethod = async (
    request: IncomingMessage,
    response: ServerResponse,
    name: string,
    url: URL,
  ): Promise<void> => {
    const gone = new Promise<void>((resolve) => response.once('close', resolve))
    const known = parts.method(name)?.name ?? name
    const seen = parts.log.add({
      at: parts.clock.now(),
      method: known,
      params: createParams({}, new Map()).all,
      chatId: null,
    })
    try {
      const result = await act(request, known, url, gone, seen)
      seen.answered = 200
      answer(response, 200, { ok: true, result })
    } catch (error) {
      if (error instanceof Refusal) {
        seen.answered = error.code
        seen.error = error.message
        refuse(response, error)
      } else if (error instanceof Cut || request.destroyed) {
        seen.answered = 'dropped'
        response.destroy()
      } else throw error
    } finally {
      parts.changed()
    }
  }

  const handleFile = async (response: ServerResponse, path: string): Promise<void> => {
    let after: () => Promise<void>
    try {
      after = await parts.faults.before('file')
    } catch (error) {
      if (error instanceof Refusal) return refuse(response, error)
      return void response.destroy()
    }
    const file = parts.file(path)
    if (!file) return refuse(response, new Refusal(404, 'Not Found'))
    try {
      await after()
    } catch {
      return void response.destroy()
    }
    response.writeHead(200, { 'content-type': file.mime, 'content-length': file.bytes.length })
    response.end(file.bytes)
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const path = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(decodeURIComponent(url.pathname))
    if (!path) return refuse(response, new Refusal(404, 'Not Found'))
    const [, isFile, token = '', rest = ''] = path
    if (token !== parts.token) return refuse(response, new Refusal(401, 'Unauthorized'))
    await (isFile ? handleFile(response, rest) : handleMethod(request, response, rest, url))
  }
}
