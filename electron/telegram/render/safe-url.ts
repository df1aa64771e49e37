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
  const isNamed = /^([a-z0-9-]{1,63}\.)+(?!\d+$)[a-z0-9-]{2,63}$/.test(url.hostname)
  // `URL` takes a host that ends in a number only as the four numbers of an address.
  const isNumbered = /\.\d+$/.test(url.hostname) && !/^(127|0)\./.test(url.hostname)
  return isNamed || isNumbered ? url.href : null
}
