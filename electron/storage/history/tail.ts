import { join } from 'node:path'

import { readIfThere } from '../disk.ts'
import type { Disk } from '../disk.ts'
import { plainName } from './names.ts'
import type { Segment } from './names.ts'

/** Where the next entry of a session goes. */
export interface Tail {
  /** The plain segment being written; its file may not be there yet. */
  readonly segment: Segment
  /** Position of the next entry. */
  readonly end: number
  /** Good bytes of the segment; what follows them is a line that was cut off. */
  readonly bytes: number
}

const LINE_BREAK = 0x0a

function countLines(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(LINE_BREAK); at !== -1; at = bytes.indexOf(LINE_BREAK, at + 1)) lines++
  return lines
}

/** An empty tail that begins at this position. */
export const tailAt = (first: number): Tail => ({
  segment: { name: plainName(first), first, end: null },
  end: first,
  bytes: 0,
})

/** Finds the tail of what lies on disk. */
export async function findTail(disk: Disk, directory: string, segments: readonly Segment[]): Promise<Tail> {
  const last = segments.at(-1)
  if (!last) return tailAt(0)
  if (last.end !== null) return tailAt(last.end)
  const bytes = (await readIfThere(disk, join(directory, last.name))) ?? Buffer.alloc(0)
  return { segment: last, end: last.first + countLines(bytes), bytes: bytes.lastIndexOf(LINE_BREAK) + 1 }
}

/** Adds lines. Rejects with the system's error; a part that was written then is cut off before the next lines. */
export async function writeLines(
  disk: Disk,
  directory: string,
  tail: Tail,
  lines: readonly string[],
  durable: boolean,
): Promise<Tail> {
  const bytes = Buffer.from(lines.join(''))
  await disk.mkdir(directory)
  const file = await disk.open(join(directory, tail.segment.name), 'a')
  try {
    if ((await file.size()) !== tail.bytes) await file.truncate(tail.bytes)
    if (bytes.length > 0) await file.write(bytes)
    if (durable) await file.sync()
  } finally {
    await file.close()
  }
  return { segment: tail.segment, end: tail.end + lines.length, bytes: tail.bytes + bytes.length }
}
