import { withoutAppImage } from './app-image.ts'

/** Environment of a process: names to values. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Variables that never reach the child: the bot's, Electron's, ours, and those of a Claude Code inside which we may run. */
const WITHHELD: readonly RegExp[] = [
  /^TELEGRAM_/i,
  /^SWITCHBOARD_/i,
  /^WEBHOOK_/i,
  /^ELECTRON_/i,
  /^CHROME_/i,
  /^npm_/i,
  // A Claude Code session sets these for what it starts: with them, the child would take itself for a nested one.
  /^CLAUDECODE$/,
  /^CLAUDE_CODE_(ENTRYPOINT|SSE_PORT|SESSION_ID|CHILD_SESSION|PARENT_SESSION_ID|SESSION_ACCESS_TOKEN|HOST_SESSION_ID|TMPDIR|EXECPATH)$/,
  /^CLAUDE_AGENT_SDK_/,
  /^CLAUDE_PID$/,
  // Ours: they say where the executable is, and are nothing for the executable itself.
  /^CLAUDE_CLI_PATH$/,
  /^CLAUDE_WORKING_DIR$/,
  // A debugger or loader meant for our own process.
  /^NODE_OPTIONS$/,
  /^NODE_CHANNEL_FD$/,
]

export interface ChildEnvironmentOptions {
  /** PATH of the person's login shell; an app that was started from the desktop has a poorer one. */
  readonly path: string | null
  /** Values of our own secrets: a variable holding one of them is withheld whatever its name. */
  readonly secrets?: readonly string[]
}

/** What a Claude child is started with: everything of ours but what {@link WITHHELD} says. Pure. */
export function childEnvironment(own: Environment, options: ChildEnvironmentOptions): Record<string, string> {
  const secrets = (options.secrets ?? []).filter((secret) => secret.length > 0)
  const result: Record<string, string> = {}
  for (const [name, value] of Object.entries(withoutAppImage(own))) {
    if (value === undefined || WITHHELD.some((pattern) => pattern.test(name))) continue
    if (secrets.some((secret) => value.includes(secret))) continue
    result[name] = value
  }
  if (options.path) {
    const name = Object.keys(result).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
    result[name] = options.path
  }
  // An update in the middle of a turn would replace the executable of a running child.
  result['DISABLE_AUTOUPDATER'] = '1'
  return result
}
