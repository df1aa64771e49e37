import { stat } from 'node:fs/promises'

import type { Log } from '../../shared/log.ts'
import type { Result } from '../../shared/result.ts'
import type { Environment } from '../child/environment.ts'
import { runCommand } from './command.ts'
import { locateClaude } from './locate.ts'
import type { LocatedClaude } from './locate.ts'
import { loginShellPath } from './login-shell.ts'
import { sdkExecutable } from './sdk-executable.ts'

/** An executable of 377 MB that is not in the page cache takes seconds to say its version. */
const VERSION_LIMIT_MS = 20_000

export interface Locator {
  /** The executable now: found once, looked for again when the setting has changed or nothing was found. */
  locate(): Promise<Result<LocatedClaude>>
  /** PATH of the login shell, asked once; null where it could not be had. */
  path(): Promise<string | null>
}

export interface LocatorDeps {
  readonly environment: Environment
  /** `claude.executable` of the settings, as it is now. */
  readonly setting: () => string | null
  readonly log: Log
}

/** Version that `--version` prints (`2.1.329 (Claude Code)`); null where it is something else. */
export async function claudeVersion(path: string): Promise<string | null> {
  const { code, stdout } = await runCommand(path, ['--version'], { timeoutMs: VERSION_LIMIT_MS })
  return code === 0 ? (/^(\d+\.\d+\.\d+\S*) \(Claude Code\)/.exec(stdout.trim())?.[1] ?? null) : null
}

const isFile = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

export function createLocator({ environment, setting, log }: LocatorDeps): Locator {
  let shell: Promise<string | null> | null = null
  let found: { readonly setting: string | null; readonly result: Promise<Result<LocatedClaude>> } | null = null

  const path = (): Promise<string | null> =>
    (shell ??= loginShellPath({ environment, platform: process.platform, run: runCommand }))

  const look = async (wanted: string | null): Promise<Result<LocatedClaude>> => {
    const result = await locateClaude({
      setting: wanted,
      environment,
      platform: process.platform,
      sdkPath: () => sdkExecutable(process.platform, process.arch),
      runVersion: claudeVersion,
      loginShellPath: path,
      isFile,
    })
    if (result.ok) log.info('claude.located', { ...result.value })
    else log.warn('claude.not-found', { message: result.message })
    return result
  }

  return {
    path,
    async locate() {
      const wanted = setting()
      if (!found || found.setting !== wanted) found = { setting: wanted, result: look(wanted) }
      const current = found
      const result = await current.result
      // An update or a version manager may have taken the executable away: the error for a stale path would be a riddle.
      if (result.ok && (await isFile(result.value.path))) return result
      if (found === current) found = null
      return result.ok ? this.locate() : result
    },
  }
}
