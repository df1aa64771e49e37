import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** What a contender tells the benchmark. Times are {@link monotonicMs}. */
export type Told =
  | { readonly what: 'ready' }
  /** A prompt was written to a Claude child. */
  | { readonly what: 'written'; readonly at: number }
  /** Claude's first text of a turn arrived, by the wall clock (epoch ms). */
  | { readonly what: 'first text'; readonly at: number }
  | { readonly what: 'parked' }
  | { readonly what: 'stats'; readonly heapMb: number; readonly handles: number; readonly files: number }

/** What the benchmark tells a contender. */
export type Order = 'park' | 'stats' | 'close'

/** So long may one step of a contender take on a machine that is busy with other things. */
const PATIENCE_MS = 30_000

/** A bot in a process of its own. */
export interface Contender {
  readonly pid: number
  /** The next message of this kind. Rejects when the contender ends instead, or says nothing for {@link PATIENCE_MS}. */
  next<K extends Told['what']>(what: K): Promise<Extract<Told, { what: K }>>
  onTold(listener: (told: Told) => void): void
  order(order: Order): void
  /** Ends it in order and waits until it is gone. */
  close(): Promise<void>
  kill(): Promise<void>
}

/** Starts `bench/<file>` and waits until it serves. */
export async function startContender(
  file: string,
  environment: Readonly<Record<string, string>>,
  options: { readonly execArgv?: readonly string[] } = {},
): Promise<Contender> {
  const root = join(import.meta.dirname, '..')
  const child = fork(join(root, file), {
    cwd: join(root, '..'),
    env: environment,
    execArgv: ['--import', 'tsx', ...(options.execArgv ?? [])],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const gone = once(child, 'exit')
  const listeners = new Set<(told: Told) => void>()
  child.on('message', (told: Told) => {
    for (const listener of Array.from(listeners)) listener(told)
  })
  const next: Contender['next'] = (what) =>
    new Promise((resolve, reject) => {
      const listener = (told: Told): void => {
        if (told.what !== what) return
        leave()
        resolve(told as never)
      }
      const ended = (): void => {
        leave()
        reject(new Error(`${file} ended, or hung, while “${what}” was awaited.`))
      }
      const timer = setTimeout(ended, PATIENCE_MS)
      const leave = (): void => {
        clearTimeout(timer)
        listeners.delete(listener)
        child.off('exit', ended)
      }
      listeners.add(listener)
      child.once('exit', ended)
    })
  await next('ready')
  return {
    pid: child.pid ?? 0,
    next,
    onTold: (listener) => listeners.add(listener),
    order: (order) => child.send(order),
    async close() {
      child.send('close')
      await gone
    },
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
