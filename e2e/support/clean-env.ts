/** Names that would make a test talk to the real Telegram or Claude, or that tell Claude it runs inside itself. */
const OURS =
  /^(TELEGRAM_|ANTHROPIC_|CLAUDE|WEBHOOK_URL$|MAX_CONCURRENT_QUERIES$|IDLE_SESSION_CLEANUP_MS$|MAX_SESSION_HISTORY_MB$)/

/**
 * The environment of an app under test: the machine's, with nothing of the person's own set-up and a home of its own.
 * XDG directories would lead out of that home again.
 */
export function cleanEnv(env: NodeJS.ProcessEnv, home: string): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !OURS.test(entry[0]) && !/^XDG_(CONFIG|DATA|CACHE|STATE)_HOME$/.test(entry[0]),
  )
  return { ...Object.fromEntries(kept), HOME: home, USERPROFILE: home }
}
