import { once } from 'node:events'
import { resolve } from 'node:path'

import { _electron, type ElectronApplication, type Page } from '@playwright/test'

import { cleanEnv } from './clean-env.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** How an app is started for a test. */
export interface LaunchOptions {
  /** Arguments besides the data directory, such as `--hidden`. */
  readonly args?: readonly string[]
  /** Variables on top of the clean environment. */
  readonly env?: Readonly<Record<string, string>>
  /** `--user-data-dir`; the fixture's own when not given. */
  readonly dataDir?: string
}

/** A started app and its ends. */
export interface LaunchedApp {
  readonly electron: ElectronApplication
  readonly pid: number
  readonly dataDir: string
  /** The dashboard, once it is there. */
  window(): Promise<Page>
  /** Its exit code, once it has ended by itself; null where a signal killed it. */
  ended(): Promise<number | null>
  /** Sends the signal and gives the exit code; the app must end by itself. */
  signal(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>
  /** What was written to stdout and stderr so far. */
  output(): string
}

/** The Electron to run: scripts/e2e.mjs names it. */
export function electronPath(): string {
  const path = process.env['SWITCHBOARD_ELECTRON']
  if (!path) throw new Error('Run the e2e tests with `npm run test:e2e`: it finds Electron, a screen and a bus.')
  return path
}

/** Arguments of every start: Chromium refuses its sandbox to root. */
export function launchArguments(dataDir: string, args: readonly string[] = []): string[] {
  const root = process.platform === 'linux' && process.getuid?.() === 0
  return ['.', `--user-data-dir=${dataDir}`, ...(root ? ['--no-sandbox'] : []), ...args]
}

/** Starts the built app with a home and a data directory of its own. */
export async function launchApp(home: string, options: LaunchOptions & { dataDir: string }): Promise<LaunchedApp> {
  const electron = await _electron.launch({
    executablePath: electronPath(),
    args: launchArguments(options.dataDir, options.args),
    cwd: ROOT,
    env: { ...cleanEnv(process.env, home), ...options.env },
  })
  const child = electron.process()
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = async (): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    return child.exitCode
  }
  return {
    electron,
    pid: child.pid ?? 0,
    dataDir: options.dataDir,
    window: async () => electron.windows()[0] ?? electron.waitForEvent('window'),
    ended,
    signal: async (signal) => {
      child.kill(signal)
      return ended()
    },
    output: () => output,
  }
}
