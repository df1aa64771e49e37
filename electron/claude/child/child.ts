import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

import type { SpawnedProcess } from '@anthropic-ai/claude-agent-sdk'

import type { Log } from '../../shared/log.ts'
import { createStdoutGuard } from './stdout-guard.ts'
import { createTail } from './tail.ts'

/** How much of stderr is kept for the error message, in characters. */
const STDERR_KEPT = 64 * 1024
/** After the exit, this long is left to read what the child wrote last (milliseconds). */
const DRAIN_MS = 200

export interface ChildExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A Claude Code process of ours. */
export interface ClaudeChild {
  /** Undefined where it did not start. */
  readonly pid: number | undefined
  /** The process as the SDK wants to see it. Its `kill` does nothing: children are ended by `endChild`, in order. */
  readonly process: SpawnedProcess
  /** Resolves with null when it runs, with the fault when it could not be started. */
  readonly started: Promise<Error | null>
  /** Resolves once, after its output has been read. */
  readonly exited: Promise<ChildExit>
  readonly alive: boolean
  stderr(): string
  /** End of input: Claude finishes what it does and exits. */
  endInput(): void
}

export interface ChildOptions {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface ChildDeps {
  readonly log: Log
  /** Called when nothing but rubbish comes out of it. */
  readonly onFlood: () => void
}

const streamEnd = (stream: Readable): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed) resolve()
    stream.once('close', () => resolve())
  })

/** Starts a child in a process group of its own, with stdout guarded and the end of stderr kept. */
export function startChild(options: ChildOptions, { log, onFlood }: ChildDeps): ClaudeChild {
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    // Its own group, so that all it starts can be ended with it; on Windows that would open a console window.
    detached: process.platform !== 'win32',
  })
  const { stdin, stdout, stderr, pid } = child
  if (!stdin || !stdout || !stderr) throw new Error('The Claude child has no pipes.')
  const tail = createTail(STDERR_KEPT)
  const guard = createStdoutGuard({
    onDropped: (bytes) => log.warn('claude.stdout.dropped', { pid, bytes }),
    onFlood: () => {
      log.error('claude.stdout.flood', { pid })
      onFlood()
    },
  })
  stdout.pipe(guard)
  stdout.on('error', () => guard.end())
  stderr.on('data', (chunk: Buffer) => tail.add(chunk))
  // Writes to a child that has died fail; its exit tells what happened.
  for (const stream of [stdin, stderr, guard]) stream.on('error', () => undefined)

  const started = new Promise<Error | null>((resolve) => {
    child.once('spawn', () => resolve(null))
    child.once('error', resolve)
  })
  const exited = new Promise<ChildExit>((resolve) => {
    child.once('error', () => pid === undefined && resolve({ code: null, signal: null }))
    child.once('exit', (code, signal) => {
      // A tool or server that the child started may keep the pipes open: that must not delay the exit.
      const timer = setTimeout(() => {
        stdout.destroy()
        stderr.destroy()
        guard.end()
      }, DRAIN_MS)
      void Promise.all([streamEnd(stdout), streamEnd(stderr)]).finally(() => {
        clearTimeout(timer)
        resolve({ code, signal })
      })
    })
  })

  return {
    pid,
    started,
    exited,
    get alive() {
      return pid !== undefined && child.exitCode === null && child.signalCode === null
    },
    stderr: () => tail.text(),
    endInput: () => stdin.end(),
    process: {
      stdin,
      stdout: guard,
      get killed() {
        return child.killed
      },
      get exitCode() {
        return child.exitCode
      },
      get signalCode() {
        return child.signalCode
      },
      kill: () => false,
      on: child.on.bind(child) as SpawnedProcess['on'],
      once: child.once.bind(child) as SpawnedProcess['once'],
      off: child.off.bind(child) as SpawnedProcess['off'],
    },
  }
}
