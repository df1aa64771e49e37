import type { HistoryEntry } from '@shared/history.ts'
import type { SessionId } from '@shared/ids.ts'
import { ok } from '@shared/result.ts'
import { describe, expect, it } from 'vitest'

import { afterPage, afterTail, nothingLoaded } from './loaded.ts'

const session = '00000000-0000-4000-8000-000000000000' as SessionId
const notice: HistoryEntry = { type: 'notice', at: 0, text: '' }
const entries = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => ({ position: from + n, entry: notice }))
const page = (from: number, to: number, end = 100) => ok({ session, entries: entries(from, to), first: 0, end })
const positions = (loaded: { entries: readonly { position: number }[] }) => loaded.entries.map((one) => one.position)

describe('what of a transcript is here', () => {
  it('grows at both ends by pages', () => {
    let loaded = afterPage(nothingLoaded('loading'), page(40, 50))
    loaded = afterPage(loaded, page(35, 40))
    loaded = afterPage(loaded, page(50, 55))
    expect(positions(loaded)).toEqual(entries(35, 55).map((one) => one.position))
  })

  it('takes the tail on at the newest, and keeps it off behind a gap', () => {
    const newest = afterPage(nothingLoaded('loading'), page(90, 100))
    expect(positions(afterTail(newest, entries(100, 102))).at(-1)).toBe(101)
    const past = afterPage(nothingLoaded('loading'), page(40, 50))
    expect(afterTail(past, entries(100, 102))).toEqual({ ...past, end: 102 })
  })

  it('keeps what stood there when a page does not come', () => {
    const loaded = afterPage(nothingLoaded('loading'), page(40, 50))
    expect(afterPage(loaded, { ok: false, code: 'x', message: 'no disk' })).toEqual({ ...loaded, error: 'no disk' })
  })
})
