import { extname } from 'node:path'

/** On most systems a file name may have 255 bytes. Ours gets the message's id and `.part` around it. UTF-8. */
const MOST_BYTES = 200

/** Names that Windows keeps for devices. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * Makes a file name from outside safe on every system: no separators, control characters, leading dots or device names;
 * never empty. The ending stays, since programs go by it. Pure.
 */
export function safeName(name: string | undefined, fallback: string): string {
  const cleaned = (name ?? '')
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex -- control characters are exactly what must go
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\\/:*?"<>|]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const usable = cleaned === '' || RESERVED.test(cleaned) ? fallback : cleaned
  return Buffer.byteLength(usable) <= MOST_BYTES ? usable : shortened(usable)
}

/** The name cut by code points, so that no surrogate pair is halved, with its ending. */
function shortened(name: string): string {
  const ending = Array.from(extname(name)).slice(0, 12).join('')
  let kept = ''
  let room = MOST_BYTES - Buffer.byteLength(ending)
  for (const point of name) {
    room -= Buffer.byteLength(point)
    if (room < 0) break
    kept += point
  }
  return `${kept}${ending}`
}
