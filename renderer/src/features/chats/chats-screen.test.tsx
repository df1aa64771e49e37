import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { callsOf, renderWindow, settled } from '@/dev/render.tsx'

// happy-dom lays nothing out: without a height the virtual list would show nothing.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(2000)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})
afterEach(() => {
  vi.useRealTimers()
  cleanup()
  vi.restoreAllMocks()
})

const grid = () => screen.getByRole('grid', { name: 'Chats' })
const row = (name: RegExp) => within(grid()).getByRole('row', { name })

describe('the list of chats', () => {
  it('is a grid named Chats with one row a chat, named by title and status word', async () => {
    await renderWindow('sample=few')
    expect(within(grid()).getAllByRole('row')).toHaveLength(12)
    expect(row(/^web, working$/)).toBeTruthy()
    expect(row(/^api-server, needs approval$/)).toBeTruthy()
  })

  it('speaks German when asked to', async () => {
    await renderWindow('sample=few&lang=de')
    expect(row(/^web, arbeitet$/)).toBeTruthy()
    expect(within(grid()).getByText('denkt nach')).toBeTruthy()
    cleanup()
    await renderWindow('sample=trouble&lang=de')
    expect(screen.getByText('Ein anderes Programm fragt mit diesem Bot-Token ab (409).')).toBeTruthy()
  })

  it('tells of what failed once: the time at the end, and no clock that goes on', async () => {
    await renderWindow('sample=few')
    const times = (name: RegExp) => row(name).querySelectorAll('time').length
    expect([times(/^infra, failed$/), times(/^web, working$/)]).toEqual([1, 2])
  })

  it('has the focus on the row again when its chat is closed, wherever it was', async () => {
    await renderWindow('sample=few')
    fireEvent.click(row(/^web/))
    await settled()
    const message = screen.getByRole('textbox', { name: 'Message' })
    message.focus()
    fireEvent.keyDown(message, { key: 'Escape' })
    await vi.waitFor(() => expect(document.activeElement).toBe(row(/^web/)))
  })

  it('says where a chat works at any width', async () => {
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(500)
    await renderWindow('sample=few')
    expect(within(row(/^web, working$/)).getByTitle(/\/web$/)).toBeTruthy()
  })

  it('says how the last answer begins where nothing goes on, and what goes on elsewhere', async () => {
    await renderWindow('sample=few')
    const answer = 'All 48 tests pass; the two slow ones wait for the network.'
    expect(within(row(/^Ömer, unread$/)).getByTitle(answer)).toBeTruthy()
    expect(within(row(/^web, working$/)).queryByTitle(answer)).toBeNull()
  })

  it('stops and renews a session from the row', async () => {
    const { bridge } = await renderWindow('sample=few')
    fireEvent.click(within(row(/^web/)).getByRole('button', { name: 'Stop' }))
    fireEvent.click(within(row(/^web/)).getByRole('button', { name: 'New session' }))
    expect(callsOf(bridge, 'chats.stop')).toEqual([{ chat: 'telegram:1004' }])
    expect(callsOf(bridge, 'chats.newSession')).toEqual([{ chat: 'telegram:1004' }])
  })

  it('answers an approval on the row, without opening the chat', async () => {
    const { bridge } = await renderWindow('sample=few')
    fireEvent.click(within(row(/^api-server/)).getByRole('button', { name: 'Allow once' }))
    expect(callsOf(bridge, 'approvals.answer')).toEqual([{ id: 'approval0001', answer: { decision: 'allow once' } }])
    expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull()
  })

  it('is complete by keyboard: j and k move, a allows, s stops, Enter opens, Esc closes', async () => {
    const { bridge } = await renderWindow('sample=few')
    const first = within(grid())
      .getAllByRole('row')
      .find((one) => one.tabIndex === 0)
    if (!first) throw new Error('no row can be reached by Tab')
    first.focus()
    fireEvent.keyDown(document.activeElement ?? first, { key: 'j' })
    expect(document.activeElement?.getAttribute('aria-label')).toBe('api-server, needs approval')
    fireEvent.keyDown(document.activeElement ?? first, { key: 'a' })
    fireEvent.keyDown(document.activeElement ?? first, { key: 's' })
    expect(callsOf(bridge, 'approvals.answer')).toHaveLength(1)
    expect(callsOf(bridge, 'chats.stop')).toEqual([{ chat: 'telegram:1001' }])
    fireEvent.keyDown(document.activeElement ?? first, { key: 'Enter' })
    expect(screen.getByRole('textbox', { name: 'Message' })).toBeTruthy()
    fireEvent.keyDown(document.body, { key: 'Escape' })
    expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull()
  })

  it('does not allow by a letter what a row is too narrow to show: the chat is opened', async () => {
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400)
    const { bridge } = await renderWindow('sample=few')
    fireEvent.keyDown(within(grid()).getAllByRole('row')[0] ?? grid(), { key: 'j' })
    expect(document.activeElement).toBe(row(/^api-server/))
    fireEvent.keyDown(document.activeElement ?? grid(), { key: 'a' })
    expect(callsOf(bridge, 'approvals.answer')).toEqual([])
    expect(screen.getByRole('region', { name: 'Chat api-server' })).toBeTruthy()
  })

  it('archives what is marked, together', async () => {
    const { bridge } = await renderWindow('sample=few')
    fireEvent.click(within(row(/^web/)).getByRole('checkbox'))
    fireEvent.click(within(row(/^infra/)).getByRole('checkbox'))
    fireEvent.click(within(screen.getByRole('toolbar')).getByRole('button', { name: 'Archive' }))
    expect(callsOf(bridge, 'chats.archive')).toEqual([{ chats: ['telegram:1004', 'telegram:1003'] }])
  })

  it('stops, reads and unarchives only those of the marked that it concerns', async () => {
    const { bridge } = await renderWindow('sample=few')
    for (const name of [/^web/, /^Ömer/, /^old-website/]) fireEvent.click(within(row(name)).getByRole('checkbox'))
    const bar = within(screen.getByRole('toolbar', { name: '3 chats marked' }))
    fireEvent.click(bar.getByRole('button', { name: 'Stop 1' }))
    fireEvent.click(bar.getByRole('button', { name: 'Mark 1 as read' }))
    fireEvent.click(bar.getByRole('button', { name: 'Unarchive 1 chat' }))
    expect(callsOf(bridge, 'chats.stop')).toEqual([{ chat: 'telegram:1004' }])
    expect(callsOf(bridge, 'chats.markRead')).toEqual([{ chat: 'telegram:1008' }])
    expect(callsOf(bridge, 'chats.unarchive')).toEqual([{ chats: ['telegram:1012'] }])
    expect(screen.queryByRole('toolbar')).toBeNull()
  })

  it('marks from the active row to a click with Shift, and all with Ctrl-A', async () => {
    await renderWindow('sample=few')
    fireEvent.focus(row(/^web/))
    fireEvent.click(row(/^data-pipeline/), { shiftKey: true })
    const marked = () =>
      within(grid())
        .getAllByRole('row', { selected: true })
        .map((one) => one.getAttribute('aria-label')?.split(', ')[0])
    expect(marked()).toEqual(['web', 'docs / topic 3', 'data-pipeline'])
    fireEvent.keyDown(row(/^web/), { key: 'a', ctrlKey: true })
    expect(marked()).toHaveLength(12)
  })

  it('asks in one place: on the row, or in the detail once that is open', async () => {
    await renderWindow('sample=few')
    expect(within(row(/^api-server/)).getByRole('button', { name: 'Allow once' })).toBeTruthy()
    fireEvent.click(row(/^api-server/))
    await settled()
    expect(within(row(/^api-server/)).queryByRole('button', { name: 'Allow once' })).toBeNull()
    const detail = within(screen.getByRole('region', { name: 'Chat api-server' }))
    expect(detail.getAllByRole('button', { name: 'Allow once' })[0]).toBeTruthy()
  })

  it('makes a dropped folder the chat’s directory', async () => {
    const { bridge } = await renderWindow('sample=few')
    fireEvent.drop(row(/^web/), { dataTransfer: { files: [new File([], 'folder')], types: ['Files'] } })
    expect(callsOf(bridge, 'chats.setDirectory')).toEqual([{ chat: 'telegram:1004', directory: '/home/ann/folder' }])
    await settled()
    expect(screen.getByText(/commands of this directory without asking: \.claude\/settings\.json/)).toBeTruthy()
  })

  it('says what to do when it is empty, and when nothing is found', async () => {
    await renderWindow('sample=empty')
    expect(screen.getByRole('heading', { name: 'No chats yet' })).toBeTruthy()
    expect(screen.getAllByRole('button', { name: 'New chat' }).length).toBeGreaterThan(0)
    cleanup()
    await renderWindow('sample=few')
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'no such chat' } })
    fireEvent.click(screen.getByRole('button', { name: 'Clear search' }))
    expect(within(grid()).getAllByRole('row')).toHaveLength(12)
  })

  it('says in a line that no chat is named so where the history has the words', async () => {
    await renderWindow('sample=few')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'whole suite faster' } })
    await act(() => vi.advanceTimersByTimeAsync(250))
    vi.useRealTimers()
    expect(screen.getByText('No chat is named so')).toBeTruthy()
    expect(screen.getByRole('region', { name: 'In history' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Clear search' })).toBeNull()
  })

  it('asks the history once the typing rests, and ends a search that nobody waits for any more', async () => {
    const { bridge } = await renderWindow('sample=few')
    const { invoke } = bridge
    const asked: unknown[] = []
    vi.spyOn(bridge, 'invoke').mockImplementation((name, input) => {
      if (name !== 'history.search') return invoke(name, input)
      asked.push(input)
      return new Promise(() => undefined)
    })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const type = (value: string) => fireEvent.change(screen.getByRole('searchbox'), { target: { value } })
    type('first')
    act(() => void vi.advanceTimersByTime(200))
    type('first words')
    act(() => void vi.advanceTimersByTime(249))
    expect(asked).toEqual([])
    act(() => void vi.advanceTimersByTime(1))
    expect(asked).toEqual([{ text: 'first words', limit: 20 }])
    type('')
    expect(asked.slice(1)).toEqual([{ text: '', limit: 1 }])
  })
})
