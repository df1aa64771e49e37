import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs a program as if it were this process: it has our terminal, gets the signals that we get, and its exit code is
 * returned. Needed because a service manager signals the script and not the app.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>}
 */
export function foreground(program, args, { cwd, env }) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd, env, stdio: 'inherit' })
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => void child.kill(signal)
    process.on('SIGTERM', forward)
    process.on('SIGINT', forward)
    child.on('error', fail)
    child.on('close', (code, signal) => {
      process.off('SIGTERM', forward)
      process.off('SIGINT', forward)
      done(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}
