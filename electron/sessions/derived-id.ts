import { createHash } from 'node:crypto'

import type { PromptId } from '../shared/ids.ts'

/**
 * A prompt id made from a name (a UUID of version 5 in form): the same name gives the same id, so that doing a thing
 * twice, before and after a kill, cannot make two prompts (promise 1).
 */
export function derivedId(name: string): PromptId {
  const hash = createHash('sha1').update(`switchboard:${name}`).digest()
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex')
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
  return uuid as PromptId
}
