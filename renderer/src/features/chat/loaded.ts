import type { HistoryPage } from '@shared/history.ts'
import type { Result } from '@shared/result.ts'

import { type Positioned, merge } from './transcript-items.ts'

/** What of a transcript is here. */
export interface Loaded {
  readonly entries: readonly Positioned[]
  /** The first position that the archive still has, and one after its last. */
  readonly first: number
  readonly end: number
  readonly state: 'loading' | 'ready'
  /** Why the last page did not come, in main's words. */
  readonly error: string | null
}

export const nothingLoaded = (state: Loaded['state']): Loaded => ({ entries: [], first: 0, end: 0, state, error: null })

/** What the tail sent before the first page came; nothing where that page, around a place, does not reach it. Pure. */
const beside = ({ state, entries }: Loaded, page: readonly Positioned[]): readonly Positioned[] => {
  const [next, last] = [entries[0], page.at(-1)]
  return state === 'loading' && next && last && last.position + 1 < next.position ? [] : entries
}

/** With a page that came, or did not. Pure. */
export const afterPage = (now: Loaded, reply: Result<HistoryPage>): Loaded =>
  reply.ok
    ? {
        entries: merge(reply.value.entries, beside(now, reply.value.entries)),
        first: reply.value.first,
        end: Math.max(now.end, reply.value.end),
        state: 'ready',
        error: null,
      }
    : { ...now, state: 'ready', error: reply.message }

/**
 * With entries of the live tail. Where what lies before them was not fetched, only the end moves: put behind a gap
 * they would be read as what came next. Pure.
 */
export function afterTail(now: Loaded, fresh: readonly Positioned[]): Loaded {
  const last = fresh.at(-1)
  if (!last) return now
  const end = Math.max(now.end, last.position + 1)
  const known = now.entries.at(-1)
  const next = Math.max(now.end, fresh[0]?.position ?? 0)
  if (now.state === 'ready' && known && known.position + 1 < next) return { ...now, end }
  return { ...now, end, entries: merge(now.entries, fresh) }
}
