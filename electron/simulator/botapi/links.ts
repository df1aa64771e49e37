import { badRequest } from './refusal.ts'

const SCHEMES = new Set(['http:', 'https:', 'tg:', 'ton:', 'tonsite:'])

/** The link as Telegram keeps it (TDLib `LinkManager::check_link`: scheme added, "http://x.org/" with its slash), or why not. */
export const readLink = (link: string): { readonly url: string } | { readonly fault: string } => {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(link) && !/^[^/]+:\d+(\/|$)/.test(link) ? link : `http://${link}`
  let url: URL
  try {
    url = new URL(whole)
  } catch {
    return { fault: 'Wrong HTTP URL' }
  }
  if (!SCHEMES.has(url.protocol)) return { fault: 'Unsupported URL protocol' }
  if (!url.protocol.startsWith('http')) return { url: link }
  // "http://localhost" has no dot: refused in buttons and entities.
  if (!url.hostname.includes('.') || url.username) return { fault: 'Wrong HTTP URL' }
  return { url: url.pathname === '/' && !url.search && !url.hash ? `${whole.replace(/\/$/, '')}/` : whole }
}

/** The link as it is kept. Throws Telegram's 400 where it is not taken; `what` begins the sentence. */
export const checkLink = (what: string, link: string): string => {
  const read = readLink(link)
  if ('fault' in read) throw badRequest(`${what} URL '${link}' is invalid: ${read.fault}`)
  return read.url
}
