import { historyEntrySchema } from '../../shared/history.ts'
import type { HistoryEntry, HistoryPage } from '../../shared/history.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { LinesCache } from './lines-cache.ts'
import type { Segment } from './names.ts'
import type { ArchiveView } from './session-archive.ts'

export interface PageOptions {
  /** Only entries before this position; the newest of them. */
  readonly before?: number
  /** Only entries after this position; the oldest of them. */
  readonly after?: number
  readonly limit: number
}

/** The entry of a line, or null where it is damaged: its position stays empty, the others keep theirs. */
export function parseEntry(line: string): HistoryEntry | null {
  try {
    const parsed = historyEntrySchema.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Positions of the page: from `from`, before `to`. */
export function pageRange(first: number, end: number, options: PageOptions): { from: number; to: number } {
  const low = Math.max(first, options.after === undefined ? first : options.after + 1)
  const high = Math.max(low, Math.min(end, options.before ?? end))
  const limit = Math.max(0, Math.floor(options.limit))
  return options.after === undefined
    ? { from: Math.max(low, high - limit), to: high }
    : { from: low, to: Math.min(high, low + limit) }
}

/** One after a segment's last position. */
export const endOf = (view: ArchiveView, index: number): number =>
  view.segments[index]?.end ?? view.segments[index + 1]?.first ?? view.tail.end

/** Changes whenever the segment's lines do: a sealed one never does, the tail grows. */
export const versionOf = (view: ArchiveView, segment: Segment): number =>
  segment.name === view.tail.segment.name ? view.tail.bytes : 0

/** Reads one page; only the segments it touches are read. */
export async function readPage(
  session: SessionId,
  view: ArchiveView,
  options: PageOptions,
  cache: LinesCache,
): Promise<HistoryPage> {
  const first = view.segments[0]?.first ?? view.tail.end
  const { from, to } = pageRange(first, view.tail.end, options)
  const entries: HistoryPage['entries'] = []
  for (const [index, segment] of view.segments.entries()) {
    if (segment.first >= to || endOf(view, index) <= from) continue
    const lines = await cache.lines(view.directory, segment, versionOf(view, segment))
    const start = Math.max(0, from - segment.first)
    for (const [offset, line] of lines.slice(start, to - segment.first).entries()) {
      const entry = parseEntry(line)
      if (entry) entries.push({ position: segment.first + start + offset, entry })
    }
  }
  return { session, entries, first, end: view.tail.end }
}
