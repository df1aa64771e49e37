import { execFile, spawn } from 'node:child_process'

import { done, errorMessage, fail } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { Launch } from './terminal.ts'

/** Starts a program that outlives us; resolves when it has begun. */
export type StartProgram = (launch: Launch, directory: string) => Promise<Result>

/** How long a question to a program may take. Milliseconds. */
const ANSWER_MS = 2_000

export function createStartProgram(environment: () => Record<string, string>): StartProgram {
  return (launch, directory) =>
    new Promise((resolve) => {
      const child = spawn(launch.file, [...launch.args], {
        cwd: directory,
        env: environment(),
        detached: true,
        stdio: 'ignore',
      })
      child.once('error', (error) => resolve(fail('not-started', `${launch.file}: ${errorMessage(error)}`)))
      child.once('spawn', () => {
        child.unref()
        resolve(done)
      })
    })
}

/** What a short-lived program prints, or null where it failed. */
export const printed = (file: string, args: readonly string[], env: Record<string, string>): Promise<string | null> =>
  new Promise((resolve) => {
    execFile(file, [...args], { env, timeout: ANSWER_MS }, (error, stdout) => resolve(error ? null : stdout))
  })
