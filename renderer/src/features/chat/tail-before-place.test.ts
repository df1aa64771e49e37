import type { HistoryEntry } from '@shared/history.ts'
import type { SessionId } from '@shared/ids.ts'
import { ok } from '@shared/result.ts'
import { expect, it } from 'vitest'

import { afterPage, afterTail, nothingLoaded } from './loaded.ts'

const session = '00000000-0000-4000-8000-000000000000' as SessionId
const notice: HistoryEntry = { type: 'notice', at: 0, text: '' }
const entries = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => ({ position: from + n, entry: notice }))

it('a place in the history that is opened while the turn writes does not read on with what is written just now', () => {
  // The tail is asked for first: what it sends may come before the page around the place.
  const written = afterTail(nothingLoaded('loading'), entries(300, 302))
  const loaded = afterPage(written, ok({ session, entries: entries(10, 90), first: 0, end: 302 }))
  expect(loaded.entries.map(({ position }) => position)).toEqual(entries(10, 90).map(({ position }) => position))
  expect(loaded.end).toBe(302)
})
