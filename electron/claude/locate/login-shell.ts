import type { Environment } from '../child/environment.ts'
import type { RunCommand } from './command.ts'

/** Printed around the PATH, so that what a profile prints (a greeting, a prompt) is not taken for it. */
const MARK = '__switchboard_path__'
/** A profile that takes longer than this is given up: the start waits for nobody. */
const SHELL_LIMIT_MS = 3000

export interface LoginShellDeps {
  readonly environment: Environment
  readonly platform: NodeJS.Platform
  readonly run: RunCommand
}

/**
 * The PATH of the person's login shell; null where the shell did not tell. An app that was started from the desktop has
 * only the desktop session's PATH, without `~/.local/bin` and what version managers add.
 */
export async function loginShellPath({ environment, platform, run }: LoginShellDeps): Promise<string | null> {
  // Windows has one PATH for all of a person's processes.
  if (platform === 'win32') return null
  const shell = environment['SHELL'] || (platform === 'darwin' ? '/bin/zsh' : '/bin/sh')
  // `printenv`, not `$PATH`: in fish the variable is a list.
  const script = `printf %s ${MARK}; printenv PATH; printf %s ${MARK}`
  const { stdout } = await run(shell, ['-lic', script], {
    timeoutMs: SHELL_LIMIT_MS,
    env: { ...environment, ELECTRON_RUN_AS_NODE: undefined, TERM: 'dumb' },
  })
  const found = stdout.split(MARK)[1]?.trim()
  return found || null
}
