import type { HistoryEntry, HistoryPage } from '../../shared/history.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { History } from '../../storage/port.ts'

/** An entry in a line or more; '' for one that people are not shown. Pure. */
export const line = (entry: HistoryEntry): string => {
  switch (entry.type) {
    case 'prompt':
      return `> ${entry.text}`
    case 'answer':
      return entry.text
    case 'tool':
      return `[${entry.name}] ${entry.summary}`
    case 'tool result':
      return entry.ok ? '[done]' : `[failed] ${entry.output.slice(0, 200)}`
    case 'end':
      return entry.how === 'done' ? '' : `(${entry.how}${entry.message ? `: ${entry.message}` : ''})`
    case 'notice':
      return `(${entry.text})`
  }
}

/** The newest entries (before `before`, where given), so many that `limit` of them are shown: the end of a turn is not. */
export async function pageShowing(
  history: Pick<History, 'page'>,
  session: SessionId,
  { before, limit }: { readonly before?: number; readonly limit: number },
): Promise<HistoryPage> {
  const page = await history.page(session, { ...(before === undefined ? {} : { before }), limit })
  const entries = [...page.entries]
  for (;;) {
    const missing = limit - entries.filter(({ entry }) => line(entry) !== '').length
    const oldest = entries[0]?.position
    if (missing <= 0 || oldest === undefined || oldest <= page.first) return { ...page, entries }
    const earlier = await history.page(session, { before: oldest, limit: missing })
    if (earlier.entries.length === 0) return { ...page, entries }
    entries.unshift(...earlier.entries)
  }
}
