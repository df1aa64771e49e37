import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A plain HTTP server on 127.0.0.1 that can be taken off the line and put back on the same port. */
export interface Loopback {
  readonly url: string
  /** Refuses new connections and cuts the open ones. */
  offline(): Promise<void>
  online(): Promise<void>
  close(): Promise<void>
}

export const createLoopback = async (
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Loopback> => {
  const server = createServer((request, response) => {
    // A request that its client has abandoned must not end the process.
    request.on('error', () => undefined)
    response.on('error', () => undefined)
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
      response.end(`The simulator failed: ${String(error instanceof Error ? error.stack : error)}`)
    })
  })
  // Telegram keeps idle connections for minutes; Node's 5 s would add resets that no test asked for.
  server.keepAliveTimeout = 120_000
  const listen = (on: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(on, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  const offline = (): Promise<void> =>
    new Promise((resolve) => {
      if (!server.listening) return resolve()
      server.close(() => resolve())
      server.closeAllConnections()
    })
  await listen(port)
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}`,
    offline,
    online: () => (server.listening ? Promise.resolve() : listen(taken)),
    close: offline,
  }
}

/** The whole body. Rejects where the client goes away first; `null` where it is larger than `limit` bytes. */
export const readBody = async (request: IncomingMessage, limit: number): Promise<Buffer | null> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size <= limit) parts.push(part)
  }
  return size > limit ? null : Buffer.concat(parts)
}
