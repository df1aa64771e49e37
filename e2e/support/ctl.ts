import { execFile } from 'node:child_process'
import { resolve } from 'node:path'

import { runCtl } from '../../electron/desktop/ctl/client.ts'
import { ctlPath } from '../../electron/desktop/ctl/protocol.ts'
import { cleanEnv } from './clean-env.ts'
import { electronPath, launchArguments, type LaunchedApp } from './launched-app.ts'

/** What a call of `switchboard ctl` came to. */
export interface CtlRun {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Calls `switchboard ctl` with these words. */
type Ctl = (...words: string[]) => Promise<CtlRun>

/** Runs the app's own executable once more, with these arguments and variables, beside a running one. */
export function runExecutable(
  home: string,
  dataDir: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<CtlRun> {
  const options = { cwd: resolve(import.meta.dirname, '../..'), env: cleanEnv(env, home), timeout: 30_000 }
  return new Promise((done) => {
    execFile(electronPath(), launchArguments(dataDir, args), options, (error, out, err) =>
      done({ code: error ? Number(error.code ?? -1) : 0, out, err }),
    )
  })
}

/** The client of `switchboard ctl` without a process around it, over the same socket to the same app. */
export const ctlOf = (app: LaunchedApp, cwd: string): Ctl => ctlIn(app.dataDir, cwd)

/** The same, to whatever app runs on a data directory. */
export function ctlIn(dataDir: string, cwd: string): Ctl {
  const path = ctlPath(dataDir, process.platform)
  return async (...words) => {
    const [out, err]: [string[], string[]] = [[], []]
    const code = await runCtl(words, { path, cwd, out: (text) => out.push(text), err: (text) => err.push(text) })
    return { code, out: out.join('\n'), err: err.join('\n') }
  }
}
