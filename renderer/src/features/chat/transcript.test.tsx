import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { callsOf, renderWindow, settled } from '@/dev/render.tsx'

beforeEach(() => {
  // happy-dom lays nothing out: without a height the virtual list would show nothing.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(2000)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true, advanceTimeDelta: 50 })
})
afterEach(() => {
  vi.useRealTimers()
  cleanup()
  vi.restoreAllMocks()
})

const detail = () => within(screen.getByRole('region', { name: 'Chat web' }))

describe('a place in the history', () => {
  it('is where a hit of the search leads: to its session, around its position', async () => {
    const { bridge } = await renderWindow('sample=few&turns=200')
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'faster' } })
    await vi.advanceTimersByTimeAsync(300)
    await settled()
    const [hit] = within(screen.getByRole('region', { name: 'In history' })).getAllByRole('button')
    if (!hit) throw new Error('the search found nothing')
    fireEvent.click(hit)
    await settled()
    const asked = callsOf(bridge, 'history.page').at(-1) as { session: string; before: number }
    expect(asked.session).toBe('00000004-1111-4111-8111-111111111111')
    expect(asked.before).toBeGreaterThan(40)
    expect(detail().getByRole('log', { name: 'Transcript' })).toBeTruthy()
  })
})

describe('words that a search has led to', () => {
  it('are marked where they stand, and no more once the chat is closed', async () => {
    const marked = new Map<string, Set<Range>>()
    vi.stubGlobal(
      'Highlight',
      class extends Set<Range> {
        constructor(...ranges: Range[]) {
          super(ranges)
        }
      },
    )
    vi.stubGlobal('CSS', { highlights: marked })
    await renderWindow('sample=few&turns=3')
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'The flaky TEST' } })
    await vi.advanceTimersByTimeAsync(300)
    await settled()
    const history = within(screen.getByRole('region', { name: 'In history' }))
    fireEvent.click(history.getAllByRole('button')[0] as HTMLElement)
    await settled()
    expect([...(marked.get('found') ?? [])].map(String)).toEqual(['The flaky test'])
    fireEvent.click(detail().getByRole('button', { name: 'Close' }))
    await settled()
    expect(marked.size).toBe(0)
    vi.unstubAllGlobals()
  })
})

describe('the newest', () => {
  it('is gone to when one sends a message, wherever one had scrolled to', async () => {
    await renderWindow('sample=few&turns=200')
    fireEvent.click(screen.getByRole('row', { name: /^web/ }))
    await settled()
    const log = detail().getByRole('log', { name: 'Transcript' })
    const scrolled = vi.spyOn(log, 'scrollTo')
    fireEvent.change(detail().getByRole('textbox', { name: 'Message' }), { target: { value: 'go on' } })
    expect(scrolled).not.toHaveBeenCalled()
    fireEvent.keyDown(detail().getByRole('textbox', { name: 'Message' }), { key: 'Enter' })
    await settled()
    expect(scrolled).toHaveBeenCalled()
  })
})

describe('an earlier session', () => {
  it('is read beside the current one, says so, and leads back', async () => {
    const { bridge } = await renderWindow('sample=few')
    fireEvent.click(screen.getByRole('row', { name: /^web/ }))
    await settled()
    fireEvent.click(detail().getByRole('button', { name: /Facts/ }))
    await settled()
    fireEvent.click(detail().getByRole('button', { name: 'Upgrade to Node 22' }))
    await settled()
    expect(detail().getByText(/An earlier session/)).toBeTruthy()
    expect(callsOf(bridge, 'history.page').at(-1)).toMatchObject({ session: '0000003d-1111-4111-8111-111111111111' })
    // What happens now is no part of what was: the tail is left.
    expect(callsOf(bridge, 'history.tail').at(-1)).toEqual({ chat: null })
    fireEvent.click(detail().getByRole('button', { name: 'Back to the current one' }))
    await settled()
    expect(detail().queryByText(/An earlier session/)).toBeNull()
    expect(callsOf(bridge, 'history.tail').at(-1)).toEqual({ chat: 'telegram:1004' })
  })
})
