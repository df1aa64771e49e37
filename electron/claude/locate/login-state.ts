import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

import type { Environment } from '../child/environment.ts'

/** Variables by which Claude Code is signed in without a file (keys, tokens, other providers). */
const SIGNED_IN_BY = [
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_AUTH_TOKEN',
  'CLAUDE_CODE_OAUTH_TOKEN',
  'CLAUDE_CODE_USE_BEDROCK',
  'CLAUDE_CODE_USE_VERTEX',
  'CLAUDE_CODE_USE_FOUNDRY',
]

/** Where Claude Code keeps its data: `CLAUDE_CONFIG_DIR`, else `~/.claude`. */
export const configDirectory = (environment: Environment): string =>
  environment['CLAUDE_CONFIG_DIR'] || join(environment['HOME'] || environment['USERPROFILE'] || homedir(), '.claude')

/**
 * Whether Claude Code is signed in, as far as can be told cheaply: true, false, or null for "unknown"
 * (macOS keeps the credentials in the keychain, which would ask the person).
 */
export async function loginState(environment: Environment, platform: NodeJS.Platform): Promise<boolean | null> {
  if (SIGNED_IN_BY.some((name) => environment[name])) return true
  try {
    await access(join(configDirectory(environment), '.credentials.json'))
    return true
  } catch {
    return platform === 'darwin' ? null : false
  }
}
