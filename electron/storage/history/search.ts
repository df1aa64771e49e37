import type { HistoryEntry } from '../../shared/history.ts'
import type { LinesCache } from './lines-cache.ts'
import { parseEntry, versionOf } from './page.ts'
import type { ArchiveView } from './session-archive.ts'

/** What people can have read of an entry. */
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

/** Tells whether an entry contains the text, in any case. */
export function matcher(text: string): (line: string) => HistoryEntry | null {
  const wanted = text.toLowerCase()
  // As it would stand inside the line's JSON: most lines are ruled out without being parsed.
  const escaped = JSON.stringify(wanted).slice(1, -1)
  return (line) => {
    if (!line.toLowerCase().includes(escaped)) return null
    const entry = parseEntry(line)
    return entry && textsOf(entry).some((part) => part?.toLowerCase().includes(wanted)) ? entry : null
  }
}

/** Entries of one session that contain the text, newest first, at most `limit`; older segments are not read for more. */
export async function searchSession(view: ArchiveView, text: string, limit: number, cache: LinesCache) {
  const matches = matcher(text)
  const hits: { readonly position: number; readonly entry: HistoryEntry }[] = []
  for (const segment of view.segments.toReversed()) {
    const lines = await cache.lines(view.directory, segment, versionOf(view, segment))
    for (let index = lines.length - 1; index >= 0; index--) {
      if (hits.length >= limit) return hits
      const entry = matches(lines[index] ?? '')
      if (entry) hits.push({ position: segment.first + index, entry })
    }
  }
  return hits
}
