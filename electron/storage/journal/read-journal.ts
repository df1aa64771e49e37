import type { z } from 'zod'

import { decodeLine } from '../checked-line.ts'

export interface JournalContents<T> {
  readonly found: readonly T[]
  /** Whole lines that are not as they were written, or no records of ours. */
  readonly damaged: readonly string[]
  /** Bytes up to the last line break, inclusive; what follows is a line that was cut off while it was written. */
  readonly length: number
}

const LINE_BREAK = 0x0a

/** The records of a journal's bytes. A last line without its break was never acknowledged and is left out. */
export function readJournal<T>(bytes: Buffer, schema: z.ZodType<T>): JournalContents<T> {
  const length = bytes.lastIndexOf(LINE_BREAK) + 1
  const found: T[] = []
  const damaged: string[] = []
  for (const line of bytes.toString('utf8', 0, length).split('\n')) {
    if (line === '') continue
    const record = decodeLine(line)
    const parsed = record === undefined ? null : schema.safeParse(record)
    if (parsed?.success) found.push(parsed.data)
    else damaged.push(line)
  }
  return { found, damaged, length }
}
