import type { IncomingMessage, ServerResponse } from 'node:http'

/** The `type` of an error by its status, as the Messages API names them. */
const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  529: 'overloaded_error',
}

const errorBody = (status: number, message: string): Readonly<Record<string, unknown>> => ({
  type: 'error',
  error: { type: ERROR_TYPES[status] ?? 'api_error', message },
})

/** One JSON answer. */
export const sendJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_simulated', ...headers })
  response.end(JSON.stringify(body))
}

/** An error answer; within a stream that has begun it becomes the stream's `error` event. */
export const sendError = (response: ServerResponse, status: number, message: string, retryAfter?: number): void => {
  if (response.headersSent) {
    sendEvent(response, 'error', errorBody(status, message))
    response.end()
    return
  }
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  sendJson(response, status, errorBody(status, message), headers)
}

/** One server-sent event; the first opens the stream. */
export const sendEvent = (response: ServerResponse, event: string, data: unknown): void => {
  if (!response.headersSent) {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      'request-id': 'req_simulated',
    })
    // Without this a small piece would wait for the next one.
    response.socket?.setNoDelay(true)
  }
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}

/** The key of a request, from either header; '' where there is none. */
export const keyOf = (request: IncomingMessage): string => {
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const key = request.headers['x-api-key']
  return (typeof key === 'string' ? key : undefined) ?? bearer ?? ''
}
