import { open } from 'node:fs/promises'

import { parseObject } from '../json.ts'
import type { Json } from '../json.ts'
import { linesOf } from './carried.ts'

/**
 * Reads a transcript line by line, oldest first. A broken line (torn by a kill, damaged on disk) is skipped.
 * Throws what opening and reading throw.
 */
export async function* transcriptLines(path: string): AsyncGenerator<Json, void> {
  // Not by readline: that of Node 24 ends a line at U+2028 and U+2029 too, which JSON holds as they are.
  for await (const line of linesOf(path, Infinity)) {
    // More than half of a transcript is snapshots of system prompt and tools, which say nothing about the conversation.
    const entry = line.startsWith('{"type":"api-request') ? null : parseObject(line)
    if (entry) yield entry
  }
}

/** The whole lines in the first or last `bytes` of a file; what lies between is not read. */
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
