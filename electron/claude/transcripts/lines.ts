import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'

import { parseObject } from '../json.ts'
import type { Json } from '../json.ts'

/**
 * Reads a transcript line by line, oldest first. A broken line (torn by a kill, damaged on disk) is passed over.
 * Throws what opening and reading throw.
 */
export async function* transcriptLines(path: string): AsyncGenerator<Json, void> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity })
  for await (const line of lines) {
    // More than half of a transcript are snapshots of system prompt and tools that say nothing of the conversation.
    const entry = line.startsWith('{"type":"api-request') ? null : parseObject(line)
    if (entry) yield entry
  }
}

/** The lines that lie wholly in the first or last `bytes` of a file, without reading what is between. */
export async function endLines(path: string, bytes: number, which: 'head' | 'tail'): Promise<readonly Json[]> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const length = Math.min(bytes, size)
    const start = which === 'head' ? 0 : size - length
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start)
    const lines = buffer.subarray(0, bytesRead).toString('utf8').split('\n')
    if (start > 0) lines.shift()
    return lines.map(parseObject).filter((entry) => entry !== null)
  } finally {
    await file.close()
  }
}
