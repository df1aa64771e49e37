import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Secret } from '../../shared/secret.ts'

/** An update is a few kilobytes; nothing honest is larger. */
const MAX_BODY = 1_048_576

/** What Telegram must present with each call. Derived from the token, so that it need not be stored. */
export const webhookSecret = (token: Secret): string =>
  createHash('sha256').update(`switchboard webhook\n${token.expose()}`).digest('hex')

export interface WebhookOptions {
  readonly port: number
  /** The path of the public address. */
  readonly path: string
  readonly secret: string
  /** Journals the update. Only then is 200 answered: after anything else Telegram sends the update again. */
  readonly accept: (updates: readonly unknown[]) => Promise<void>
  readonly log: Log
}

export interface WebhookServer {
  readonly port: number
  close(): Promise<void>
}

const same = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest())
  return left !== undefined && right !== undefined && timingSafeEqual(left, right)
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The HTTP status for one call. */
async function statusFor(request: IncomingMessage, options: WebhookOptions): Promise<number> {
  if (request.method !== 'POST' || new URL(request.url ?? '/', 'http://local').pathname !== options.path) return 404
  const shown = request.headers['x-telegram-bot-api-secret-token']
  if (typeof shown !== 'string' || !same(shown, options.secret)) return 401
  const body = await bodyOf(request)
  if (body === null) return 413
  let update: unknown
  try {
    update = JSON.parse(body)
  } catch {
    return 400
  }
  try {
    await options.accept([update])
    return 200
  } catch (error) {
    options.log.error('telegram.webhook.not-accepted', { error: errorMessage(error) })
    return 500
  }
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => {
      server.off('error', reject)
      resolve()
    })
  })

/** The local end of the webhook, to which a reverse proxy or tunnel brings Telegram's calls. Rejects where the port is taken. */
export async function openWebhook(options: WebhookOptions): Promise<WebhookServer> {
  let wrong = 0
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const status = await statusFor(request, options).catch(() => 400)
    // The first, the second, the fourth …: whoever can call could else write the log full until the audit is gone.
    if (status === 401 && Number.isInteger(Math.log2(++wrong)))
      options.log.warn('telegram.webhook.wrong-secret', { times: wrong })
    response.writeHead(status, { connection: 'close' }).end()
  }
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => void answer(request, response))
  await listen(server, options.port)
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
