import { ChildProcess } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'

import { monotonicMs } from '../lib/monotonic.ts'
import { tell } from './orders.ts'

/**
 * Watches the pipes of every Claude child that this process starts: when a prompt is written into one, and when
 * the first text of the answer comes out. It looks from outside, through Node's own channel, so that the code under
 * measurement is the code that ships.
 */
export function watchChildren(): void {
  subscribe('child_process', (message) => {
    const { process: child } = message as { process: unknown }
    if (child instanceof ChildProcess) child.once('spawn', () => watch(child))
  })
}

function watch({ spawnargs, stdin, stdout }: ChildProcess): void {
  if (!spawnargs.includes('stream-json') || !stdin || !stdout) return
  let awaited = false
  const write = stdin.write.bind(stdin)
  stdin.write = (chunk: unknown, ...rest: never[]) => {
    if (String(chunk).includes('"type":"user"')) {
      awaited = true
      tell({ what: 'written', at: monotonicMs() })
    }
    return write(chunk, ...rest)
  }
  const push = stdout.push.bind(stdout)
  stdout.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (awaited && chunk instanceof Buffer && chunk.includes('"text_delta"')) {
      awaited = false
      tell({ what: 'first text', at: Date.now() })
    }
    return push(chunk, encoding)
  }
}
