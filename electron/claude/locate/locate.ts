import { posix, win32 } from 'node:path'

import { fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { Environment } from '../child/environment.ts'

/** The Claude Code executable that was found. */
export interface LocatedClaude {
  readonly path: string
  /** What `--version` says, such as `2.1.329`. */
  readonly version: string
  readonly from: 'setting' | 'environment' | 'path' | 'sdk'
}

export interface LocateDeps {
  /** `claude.executable` of the settings. */
  readonly setting: string | null
  readonly environment: Environment
  readonly platform: NodeJS.Platform
  /** The executable beside the SDK; null where there is none (a packaged app). */
  readonly sdkPath: () => Promise<string | null>
  /** Version of the executable at this path; null where it does not start or is not Claude Code. */
  readonly runVersion: (path: string) => Promise<string | null>
  readonly loginShellPath: () => Promise<string | null>
  readonly isFile: (path: string) => Promise<boolean>
}

const HINT = 'Install Claude Code, or set its path in Settings or with CLAUDE_CLI_PATH.'

/** Absolute places where `claude` would be on this PATH, in order. Pure. */
export function candidatesOn(path: string, platform: NodeJS.Platform): readonly string[] {
  const windows = platform === 'win32'
  const { join, isAbsolute } = windows ? win32 : posix
  return (
    path
      .split(windows ? ';' : ':')
      // A relative entry would find whatever is in the directory that we happen to run in.
      .filter((directory) => isAbsolute(directory))
      // Not `claude.cmd`: a batch file cannot be started without a shell, and a shell mangles arguments.
      .map((directory) => join(directory, windows ? 'claude.exe' : 'claude'))
  )
}

async function configured(path: string, from: 'setting' | 'environment', deps: LocateDeps) {
  const version = await deps.runVersion(path)
  if (version) return ok<LocatedClaude>({ path, version, from })
  const name = from === 'setting' ? 'The executable in Settings' : 'CLAUDE_CLI_PATH'
  const why = (await deps.isFile(path)) ? 'does not run as Claude Code' : 'does not exist'
  // No other is tried: whoever names an executable wants that one.
  return fail('claude-not-found', `${name} (${path}) ${why}. ${HINT}`)
}

/**
 * Finds Claude Code: `CLAUDE_CLI_PATH` (it overrides the setting), the setting, `claude` on the PATH of the
 * login shell, the one that the SDK brings. Fails with `claude-not-found`.
 */
export async function locateClaude(deps: LocateDeps): Promise<Result<LocatedClaude>> {
  const variable = deps.environment['CLAUDE_CLI_PATH']
  if (variable) return configured(variable, 'environment', deps)
  if (deps.setting) return configured(deps.setting, 'setting', deps)
  const path = (await deps.loginShellPath()) ?? deps.environment['PATH'] ?? deps.environment['Path'] ?? ''
  for (const candidate of candidatesOn(path, deps.platform)) {
    if (!(await deps.isFile(candidate))) continue
    const version = await deps.runVersion(candidate)
    if (version) return ok({ path: candidate, version, from: 'path' })
  }
  const sdk = await deps.sdkPath()
  const version = sdk ? await deps.runVersion(sdk) : null
  if (sdk && version) return ok({ path: sdk, version, from: 'sdk' })
  return fail('claude-not-found', `Claude Code was not found on this machine. ${HINT}`)
}
