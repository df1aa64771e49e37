import { spawn } from 'node:child_process'

/** What a short helper command gave. */
export interface CommandOutput {
  /** Null where it did not start, was killed or ran out of time. */
  readonly code: number | null
  readonly stdout: string
}

export interface CommandOptions {
  readonly timeoutMs: number
  readonly env?: NodeJS.ProcessEnv
}

/** Runs a short command without input; resolves with what it printed (at most 4 MB). Never rejects. */
export type RunCommand = (file: string, args: readonly string[], options: CommandOptions) => Promise<CommandOutput>

const OUTPUT_CAP = 4 * 1024 * 1024

/** {@link RunCommand} with a real child. It has its own process group, so that what it started ends with it. */
export const runCommand: RunCommand = (file, args, { timeoutMs, env }) =>
  new Promise((resolve) => {
    const posix = process.platform !== 'win32'
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
      // Its own group (and session): an interactive shell would otherwise take the terminal from us.
      detached: posix,
      ...(env ? { env } : {}),
    })
    let stdout = ''
    const timer = setTimeout(() => {
      try {
        if (posix && child.pid) process.kill(-child.pid, 'SIGKILL')
        else child.kill('SIGKILL')
      } catch {
        // It has just ended by itself.
      }
      child.stdout.destroy()
      resolve({ code: null, stdout })
    }, timeoutMs)
    timer.unref()
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (chunk: string) => {
      if (stdout.length < OUTPUT_CAP) stdout += chunk
    })
    child.on('error', () => {
      clearTimeout(timer)
      resolve({ code: null, stdout })
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code, stdout })
    })
  })
