import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { monotonicMs } from './monotonic.ts'

const root = join(import.meta.dirname, '../..')

/** An Electron app that runs. */
export interface RunningApp {
  readonly pid: number
  /** {@link monotonicMs} just before it was started. */
  readonly startedAt: number
  /** Resolves with the moment at which it first wrote to stdout. */
  readonly spoke: Promise<number>
  close(): Promise<void>
}

export interface AppOptions {
  /** The directory of its package.json. */
  readonly app: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** The Electron that `npm run bench` found, and the app's own directory. */
export function appPath(app: string): { readonly executable: string; readonly directory: string } {
  const executable = process.env['SWITCHBOARD_ELECTRON']
  if (!executable) throw new Error('SWITCHBOARD_ELECTRON is not set: start the benchmark by npm run bench.')
  return { executable, directory: join(root, app) }
}

/** Starts an app without a window. */
export function startApp({ app, args, environment }: AppOptions): RunningApp {
  const { executable, directory } = appPath(app)
  const startedAt = monotonicMs()
  const child = spawn(executable, [directory, '--no-sandbox', ...args], {
    cwd: root,
    env: { ...environment, BENCH_ICON: join(root, 'resources/tray/linux/idle-light.png') },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const gone = once(child, 'exit')
  const spoke = new Promise<number>((resolve) => child.stdout.once('data', () => resolve(monotonicMs())))
  return {
    pid: child.pid ?? 0,
    startedAt,
    spoke,
    async close() {
      child.kill('SIGTERM')
      await gone
    },
  }
}
