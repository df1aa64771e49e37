import { setImmediate } from 'node:timers/promises'

import type { HistoryEntry } from '../../shared/history.ts'
import type { Segment } from './names.ts'
import { parseEntry } from './page.ts'
import type { ArchiveView, SessionArchive } from './session-archive.ts'

/** How many bytes are searched before the event loop gets a turn: a millisecond or two. */
const SLICE_BYTES = 256 * 1024
const NEWLINE = 10

/** The parts of an entry that people may have read. */
function textsOf(entry: HistoryEntry): readonly (string | null)[] {
  switch (entry.type) {
    case 'tool':
      return [entry.name, entry.summary, entry.input]
    case 'tool result':
      return [entry.output]
    case 'end':
      return [entry.message]
    default:
      return [entry.text]
  }
}

/** Whole lines of a segment. */
interface Slice {
  readonly from: number
  readonly to: number
  /** Which line of the segment is its first. */
  readonly line: number
}

/** The lines of a segment, about `size` bytes at a time. A last line that was cut off is left out. Pure. */
export function slicesOf(bytes: Buffer, size = SLICE_BYTES): Slice[] {
  const slices: Slice[] = []
  let from = 0
  let line = 0
  let lines = 0
  let whole = 0
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, whole)) {
    whole = at + 1
    lines++
    if (whole - from < size) continue
    slices.push({ from, to: whole, line })
    from = whole
    line = lines
  }
  return whole > from ? [...slices, { from, to: whole, line }] : slices
}

/** Finds the entries that contain the text, upper or lower case, in whole lines; `index` is the line's place among them. */
export function matcher(text: string): (lines: string) => readonly { index: number; entry: HistoryEntry }[] {
  const wanted = text.toLowerCase()
  // As it would be written in a line's JSON: most lines are ruled out without being parsed.
  const escaped = JSON.stringify(wanted).slice(1, -1)
  const may = (lines: string): boolean => lines.toLowerCase().includes(escaped)
  return (lines) => {
    if (!may(lines)) return []
    return lines.split('\n').flatMap((line, index) => {
      const entry = may(line) ? parseEntry(line) : null
      return entry && textsOf(entry).some((part) => part?.toLowerCase().includes(wanted)) ? [{ index, entry }] : []
    })
  }
}

/** What a search of one session needs. */
interface SessionSearch {
  readonly archive: Pick<SessionArchive, 'view'>
  /** The bytes of a segment, unpacked; null where it cannot be read. */
  readonly read: (directory: string, segment: Segment) => Promise<Buffer | null>
  readonly matches: ReturnType<typeof matcher>
  readonly limit: number
  readonly signal: AbortSignal | undefined
}

/**
 * Entries of one session that match, newest first, at most `limit`: then no older segment is read. Paging and writing go
 * on meanwhile: nothing is locked, and the event loop gets a turn after each slice. An aborted search ends at its next
 * slice, with what it has found.
 */
export async function searchSession({ archive, read, matches, limit, signal }: SessionSearch) {
  const hits: { readonly position: number; readonly entry: HistoryEntry }[] = []
  const { directory, segments } = await archive.view(snapshot)
  for (const segment of segments.toReversed()) {
    if (signal?.aborted) return hits
    const bytes = (await read(directory, segment)) ?? (await readAnew(segment))
    for (const { from, to, line } of bytes ? slicesOf(bytes).toReversed() : []) {
      await setImmediate()
      if (signal?.aborted) return hits
      for (const { index, entry } of matches(bytes?.toString('utf8', from, to) ?? '').toReversed()) {
        hits.push({ position: segment.first + line + index, entry })
        if (hits.length >= limit) return hits
      }
    }
  }
  return hits

  /** It may have been sealed since we looked, and has another name now; or trimmed, and is gone. */
  async function readAnew({ first, name }: Segment): Promise<Buffer | null> {
    const now = await archive.view(snapshot)
    const sealed = now.segments.find((segment) => segment.first === first && segment.name !== name)
    return sealed ? read(now.directory, sealed) : null
  }
}

const snapshot = (view: ArchiveView): Promise<ArchiveView> => Promise.resolve(view)
