import type { HistoryEntry } from '@shared/history.ts'
import type { SessionId } from '@shared/ids.ts'
import { ok } from '@shared/result.ts'
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { renderWindow, settled } from '@/dev/render.tsx'

import { afterPage, afterTail, nothingLoaded } from './loaded.ts'

beforeEach(() => {
  // happy-dom lays nothing out: without a height the virtual list would show nothing.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(2000)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const session = '00000000-0000-4000-8000-000000000000' as SessionId
const notice: HistoryEntry = { type: 'notice', at: 0, text: '' }
const entries = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => ({ position: from + n, entry: notice }))

it('fetches what was written between the newest page and the beginning of the tail, and shows no gap', () => {
  // The page ended at 99; 100 was written before the tail began, which sends what is new from 101 on.
  const newest = afterPage(nothingLoaded('loading'), ok({ session, entries: entries(90, 100), first: 0, end: 100 }))
  const loaded = afterTail(newest, entries(101, 103))
  const positions = loaded.entries.map((one) => one.position)
  expect(positions).toEqual(positions.map((_, n) => (positions[0] ?? 0) + n))
  // There is more after it: the next page brings it.
  expect(loaded.end).toBe(103)
  expect((loaded.entries.at(-1)?.position ?? 0) + 1).toBeLessThan(loaded.end)
})

it('begins the tail before it asks for the newest page, so that nothing falls between the two', async () => {
  const { bridge } = await renderWindow('sample=few')
  fireEvent.click(screen.getByRole('row', { name: /^web/ }))
  await settled()
  const asked = bridge.called.map(([name]) => name).filter((name) => name.startsWith('history.'))
  expect(asked.slice(0, 2)).toEqual(['history.tail', 'history.page'])
})
