import { spawn } from 'node:child_process'

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] the child is killed after it, and the exit code is 124 as with timeout(1)
 * @property {boolean} [quiet] collect the output instead of showing it
 *
 * @typedef {object} RunResult
 * @property {number} code exit code; 127 when the program is not there
 * @property {string} output what was written, when quiet
 */

/**
 * Runs a program without a shell. On Windows `npm` and its kind are `.cmd` files, which need one.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>} never rejects
 */
export function run(program, args, options = {}) {
  const shell = process.platform === 'win32' && !program.endsWith('.exe')
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell,
    })
    /** @type {Buffer[]} */
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    let timedOut = false
    const timer = options.timeoutMs
      ? setTimeout(() => {
          timedOut = true
          child.kill('SIGKILL')
        }, options.timeoutMs)
      : undefined
    /** @param {number} code */
    const finish = (code) => {
      clearTimeout(timer)
      done({ code: timedOut ? 124 : code, output: Buffer.concat(chunks).toString() })
    }
    child.on('error', () => finish(127))
    child.on('close', (code) => finish(code ?? 1))
  })
}
