import type { IncomingMessage, ServerResponse } from 'node:http'

import { systemClock } from '../../shared/clock.ts'
import { createChanges } from '../changes.ts'
import { createLoopback, readBody } from '../loopback.ts'
import { keyOf, sendError, sendEvent, sendJson } from './answers.ts'
import type { Model, ModelOptions, Step } from './api.ts'
import { type Body, isSummary, isTurn, sideAnswer, turnOf } from './body.ts'
import { freshResults } from './conversation.ts'
import { ApiError, Cut, perform } from './performance.ts'
import { createModelLog } from './request-log.ts'
import { createScript } from './script.ts'
import { createGathered, createStream, tokensOf } from './sse.ts'
import { text } from './steps.ts'
import { faultOfBody } from './validate.ts'

/** The Messages API takes 32 MB. */
const LARGEST_BODY = 32 * 1024 * 1024
const DEFAULT_CHUNK = 24
const DEFAULT_REQUEST_LOG = 2000

const parse = (body: Buffer): Body | null => {
  try {
    const value: unknown = JSON.parse(body.toString())
    return typeof value === 'object' && value !== null ? (value as Body) : null
  } catch {
    return null
  }
}

/** Starts a Messages API on loopback for the real Claude executable, answering by rules. */
export const createModel = async (options: ModelOptions = {}): Promise<Model> => {
  const { clock = systemClock, apiKey, chunkSize = DEFAULT_CHUNK, chunkDelayMs = 0 } = options
  const changes = createChanges()
  const script = createScript()
  const log = createModelLog(options.requestLog ?? DEFAULT_REQUEST_LOG)
  const errorsGiven = new Map<string, number>()
  const count = { running: 0, most: 0 }

  /** Counts an error step for one prompt of one session, by its place in the script. */
  const errorDue =
    (prompt: string) =>
    (step: Step & { readonly kind: 'error' }): boolean => {
      const place = `${prompt} ${step.status} ${step.message}`
      const given = errorsGiven.get(place) ?? 0
      errorsGiven.set(place, given + 1)
      return given < (step.times ?? Number.POSITIVE_INFINITY)
    }

  const answer = async (request: IncomingMessage, response: ServerResponse, body: Body): Promise<void> => {
    const session = request.headers['x-claude-code-session-id']
    const turn = turnOf(body, typeof session === 'string' ? session : null)
    const person = isTurn(body) && !isSummary(body)
    if (person) log.turn(turn)
    const about = { model: turn.model, inputTokens: tokensOf(JSON.stringify(body.messages)) }
    const writer = body.stream
      ? createStream((event, data) => sendEvent(response, event, data), about)
      : createGathered((message) => sendJson(response, 200, message), about)
    const stage = {
      clock,
      turn,
      writer,
      chunkSize,
      chunkDelayMs: person ? chunkDelayMs : 0,
      gone: new Promise<void>((resolve) => response.once('close', resolve)),
      keep: script.keep,
      errorDue: errorDue(`${turn.sessionId} ${turn.prompts.length}`),
    }
    const steps = person ? script.stepsFor(turn, freshResults(turn.messages)) : [text(sideAnswer(body))]
    count.running += person ? 1 : 0
    count.most = Math.max(count.most, count.running)
    changes.changed()
    try {
      await perform(stage, steps)
      response.end()
    } finally {
      count.running -= person ? 1 : 0
    }
  }

  const handlePost = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const raw = await readBody(request, LARGEST_BODY)
    const body = raw === null ? null : parse(raw)
    const session = request.headers['x-claude-code-session-id']
    const sessionId = typeof session === 'string' ? session : null
    const fault = body === null ? 'The request body is not valid JSON' : faultOfBody(body)
    const taken = body !== null && fault === null
    const seen = log.add({
      at: clock.now(),
      path,
      sessionId,
      body,
      prompts: taken ? turnOf(body, sessionId).prompts : [],
      turn: taken && path === '/v1/messages' && isTurn(body) && !isSummary(body),
    })
    const refuse = (status: number, message: string, retryAfter?: number): void => {
      seen.status = status
      sendError(response, status, message, retryAfter)
    }
    try {
      const key = keyOf(request)
      if (key === '' || (apiKey !== undefined && key !== apiKey)) refuse(401, 'invalid x-api-key')
      else if (raw === null) refuse(413, 'Request exceeds the maximum size')
      else if (!taken) refuse(400, fault ?? '')
      else if (!String(body.model).startsWith('claude-')) refuse(404, `model: ${String(body.model)}`)
      else if (path === '/v1/messages/count_tokens') {
        seen.status = 200
        sendJson(response, 200, { input_tokens: tokensOf(JSON.stringify(body.messages)) })
      } else if (path === '/v1/messages') {
        await answer(request, response, body)
        seen.status = 200
      } else refuse(404, `Not found: ${path}`)
    } catch (error) {
      if (error instanceof ApiError) refuse(error.status, error.message, error.retryAfter)
      else if (error instanceof Cut || response.destroyed) {
        seen.status = 'cut'
        // What was streamed so far reaches the client first: a comment line's write tells when it has gone out.
        if (response.headersSent && !response.destroyed) response.write(': cut\n\n', () => response.destroy())
        else response.destroy()
      } else throw error
    } finally {
      changes.changed()
    }
  }

  const loopback = await createLoopback(options.port ?? 0, async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (request.method === 'POST') return handlePost(request, response, pathname)
    if (pathname === '/api/hello') return sendJson(response, 200, { message: 'hello' })
    return sendError(response, 404, `Not found: ${pathname}`)
  })

  return {
    url: loopback.url,
    apiKey: apiKey ?? 'sk-ant-simulated-0000000000',
    on: script.on,
    otherwise: script.otherwise,
    requests: log.all,
    turns: log.turns,
    conversation: log.conversation,
    timesSaid: log.timesSaid,
    running: () => count.running,
    mostAtOnce: () => count.most,
    onChange: changes.onChange,
    waitFor: changes.waitFor,
    offline: loopback.offline,
    online: loopback.online,
    close: loopback.close,
  }
}
