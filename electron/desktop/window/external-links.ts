/** Hosts that may be opened in the person's browser: Telegram, Claude's documentation, the project's home. */
const HOSTS = new Set([
  't.me',
  'telegram.org',
  'core.telegram.org',
  'claude.com',
  'code.claude.com',
  'docs.claude.com',
  'docs.anthropic.com',
  'github.com',
])

/** The address to open, or null where it must not be: only https, only known hosts, no port, no credentials. Pure. */
export function externalLink(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === ''
  return plain && HOSTS.has(url.hostname) ? url.href : null
}
