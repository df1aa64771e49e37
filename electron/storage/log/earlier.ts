import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'

import { z } from 'zod'

import type { LogEntry } from '../../shared/log.ts'

/** So much of the file's end is read: some 2,000 entries. Bytes. */
const TAIL_BYTES = 512 * 1024

const entrySchema = z.object({
  at: z.number(),
  level: z.enum(['debug', 'info', 'warn', 'error']),
  scope: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.unknown()).optional(),
})

function parsed(line: string): LogEntry[] {
  try {
    const { fields, ...entry } = entrySchema.parse(JSON.parse(line))
    return [fields ? { ...entry, fields } : entry]
  } catch {
    // The first line may begin in its middle, and a kill may have cut the last one off.
    return []
  }
}

/**
 * The last entries that earlier runs wrote, oldest first: what happened before a crash is looked for after the restart.
 * `end` is the file's length in bytes when this run began. Never fails; a file that cannot be read has none.
 */
export async function earlierEntries(file: string, end: number): Promise<LogEntry[]> {
  const start = Math.max(0, end - TAIL_BYTES)
  const buffer = Buffer.alloc(end - start)
  let handle: FileHandle | null = null
  try {
    handle = await open(file, 'r')
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, start)
    return buffer.subarray(0, bytesRead).toString('utf8').split('\n').flatMap(parsed)
  } catch {
    return []
  } finally {
    await handle?.close()
  }
}
