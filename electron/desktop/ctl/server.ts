import { chmod, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { Socket } from 'node:net'

import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import { ctlRequestSchema } from './protocol.ts'
import type { CtlReply, CtlRequest } from './protocol.ts'
import { checkSocketPlace } from './socket-place.ts'

/** A request is one line; more than this is no request of ours. Bytes. */
const MAX_LINE = 4 * 1024 * 1024

export interface CtlServer {
  close(): Promise<void>
}

/** Answers one line after the other on a connection. A line that cannot be read ends it. */
function serve(socket: Socket, run: (request: CtlRequest, aborted: AbortSignal) => Promise<CtlReply>): void {
  const aborted = new AbortController()
  let pending = ''
  let chain: Promise<void> = Promise.resolve()
  const reply = (value: CtlReply): void => void socket.write(`${JSON.stringify(value)}\n`)
  const answer = async (line: string): Promise<void> => {
    const parsed = ctlRequestSchema.safeParse(readJson(line))
    if (!parsed.success) return reply({ ok: false, code: 'usage', message: 'This is not a request.' })
    try {
      reply(await run(parsed.data, aborted.signal))
    } catch (error) {
      reply({ ok: false, code: 'failed', message: errorMessage(error) })
    }
  }
  socket.setEncoding('utf8')
  socket.on('error', () => socket.destroy())
  socket.on('close', () => aborted.abort())
  socket.on('data', (chunk: string) => {
    pending += chunk
    if (pending.length > MAX_LINE) return socket.destroy()
    const lines = pending.split('\n')
    pending = lines.pop() ?? ''
    for (const line of lines) chain = chain.then(() => answer(line))
  })
}

const readJson = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** Listens at `path`, for this user only. A socket that a killed run left there is replaced. */
export async function listenCtl(deps: {
  path: string
  run: (request: CtlRequest, aborted: AbortSignal) => Promise<CtlReply>
  log: Log
}): Promise<CtlServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serve(socket, deps.run)
  })
  const pipe = deps.path.startsWith('\\\\')
  await checkSocketPlace(deps.path)
  // The single-instance lock is held: whoever listened here is gone.
  if (!pipe) await rm(deps.path, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(deps.path, resolve)
  })
  if (!pipe) await chmod(deps.path, 0o600)
  deps.log.info('ctl.listening', { path: deps.path })
  return {
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => void server.close(resolve))
      if (!pipe) await rm(deps.path, { force: true })
    },
  }
}
