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
    const stopWatching = onOrphaned(() => child.kill('SIGTERM'))
    child.on('error', fail)
    child.on('close', (code, signal) => {
      stopWatching()
      process.off('SIGTERM', forward)
      process.off('SIGINT', forward)
      done(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}

/** How soon an end of npm is noticed. */
const ORPHAN_CHECK_MS = 500

/**
 * npm passes a SIGTERM to the shell between it and us, which ends without passing it on: then our parent changes.
 * @param {() => void} act
 */
function onOrphaned(act) {
  if (!process.env['npm_lifecycle_event'] || process.platform === 'win32') return () => {}
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    act()
  }, ORPHAN_CHECK_MS).unref()
  return () => clearInterval(timer)
}
