import { spawn } from 'node:child_process'
import { join } from 'node:path'

import type { FromHost, HostConfig, ToHost } from './messages.ts'

const ROOT = join(import.meta.dirname, '../../..')
/** A host that has not ended in order by then hangs. */
const CLOSE_LIMIT_MS = 20_000

export interface HostExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** One life of the app. */
export interface HostProcess {
  readonly pid: number
  /** Resolves when it serves, or has ended before it could. */
  readonly ready: Promise<void>
  readonly exited: Promise<HostExit>
  readonly alive: () => boolean
  changeSetting(): void
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
  /** An orderly quit. Rejects where it does not end in time. */
  close(): Promise<void>
}

/** Starts the host in a process of its own. `onMessage` hears its log. */
export function startHost(config: HostConfig, onMessage: (message: FromHost) => void): HostProcess {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'host.ts'), JSON.stringify(config)]
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let ended = false
  let becameReady: () => void = () => undefined
  const ready = new Promise<void>((resolve) => (becameReady = resolve))
  const exited = new Promise<HostExit>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = true
      becameReady()
      resolve({ code, signal })
    })
  })
  child.stderr?.on('data', (chunk: Buffer) =>
    onMessage({ type: 'log', level: 'error', event: 'host.stderr', fields: { text: String(chunk) } }),
  )
  child.on('message', (message) => {
    const said = message as FromHost
    if (said.type === 'ready') becameReady()
    onMessage(said)
  })
  return {
    pid: child.pid ?? 0,
    ready,
    exited,
    alive: () => !ended,
    changeSetting: () => void child.send({ type: 'change a setting' } satisfies ToHost),
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async close() {
      if (ended) return
      child.send({ type: 'close' } satisfies ToHost)
      const late = setTimeout(() => child.kill('SIGKILL'), CLOSE_LIMIT_MS)
      const { signal } = await exited
      clearTimeout(late)
      if (signal !== null) throw new Error('The host did not end in order in time.')
    },
  }
}
