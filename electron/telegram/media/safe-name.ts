import { extname } from 'node:path'

const MAX_CHARACTERS = 120

/** Names that Windows keeps for devices. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * A file name that is safe on every system, made of what a stranger sent: no separators, control characters,
 * leading dots or device names; never empty. The ending is kept, since programs go by it.
 */
export function safeName(name: string | undefined, fallback: string): string {
  const cleaned = (name ?? '')
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex -- control characters are exactly what must go
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\\/:*?"<>|]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const usable = cleaned === '' || RESERVED.test(cleaned) ? fallback : cleaned
  if (usable.length <= MAX_CHARACTERS) return usable
  const ending = extname(usable).slice(0, 12)
  // Cut by code points, so that no surrogate pair is halved.
  return `${Array.from(usable)
    .slice(0, MAX_CHARACTERS - ending.length)
    .join('')}${ending}`
}
