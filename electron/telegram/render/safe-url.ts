/**
 * An address that Telegram takes as a link, or null. It drops `http://localhost` silently and refuses a whole
 * message for a bad button, so what it would not take is shown as text instead.
 */
export function safeUrl(target: string): string | null {
  if (target.length > 2000) return null
  let url: URL
  try {
    url = new URL(target)
  } catch {
    return null
  }
  if (url.protocol === 'tg:') return url.href
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  if (url.username !== '' || url.password !== '') return null
  const host = url.hostname
  const dotted = /^([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/i.test(host) && !/^\d+$/.test(host.split('.').at(-1) ?? '')
  const address = /^(\d{1,3}\.){3}\d{1,3}$/.test(host) && !host.startsWith('127.') && !host.startsWith('0.')
  return dotted || address ? url.href : null
}
