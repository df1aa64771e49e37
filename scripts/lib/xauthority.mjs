import { randomBytes } from 'node:crypto'

/** Any host, any display (X11/Xauth.h, FamilyWild). */
const FAMILY_WILD = 0xffff

/**
 * An X authority file with one random cookie, so that nobody else on the machine can look at a virtual screen.
 * Format: family, then four counted strings (address, display, name, data), all big-endian 16 bit.
 * @param {Buffer} [cookie] 16 bytes
 * @returns {Buffer}
 */
export function xauthority(cookie = randomBytes(16)) {
  const family = Buffer.alloc(2)
  family.writeUInt16BE(FAMILY_WILD)
  return Buffer.concat([family, ...['', '', 'MIT-MAGIC-COOKIE-1', cookie].flatMap(counted)])
}

/** @param {string | Buffer} value */
function counted(value) {
  const bytes = Buffer.from(/** @type {string} */ (value))
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return [length, bytes]
}
