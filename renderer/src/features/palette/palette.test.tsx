import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { callsOf, renderWindow, settled } from '@/dev/render.tsx'

beforeEach(() => {
  // happy-dom lays nothing out: without a height the virtual list would show nothing.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(2000)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

async function openPalette(open?: RegExp) {
  const { bridge } = await renderWindow('sample=few')
  if (open) fireEvent.click(screen.getByRole('row', { name: open }))
  await settled()
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
  await settled()
  const dialog = within(screen.getByRole('dialog'))
  return {
    bridge,
    dialog,
    type: (text: string) => fireEvent.change(dialog.getByRole('combobox'), { target: { value: text } }),
    pick: async (name: string | RegExp) => {
      fireEvent.click(dialog.getByRole('option', { name }))
      await settled()
    },
  }
}

describe('the palette', () => {
  it('does to the open chat what its menu does', async () => {
    const { bridge, type, pick } = await openPalette(/^web/)
    type('mode plan')
    await pick('Mode: Plan')
    expect(callsOf(bridge, 'chats.setPreferences')).toEqual([{ chat: 'telegram:1004', change: { mode: 'plan' } }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('answers what the open chat asks', async () => {
    const { bridge, pick } = await openPalette(/^api-server/)
    await pick(/^Allow for session/)
    expect(callsOf(bridge, 'approvals.answer')).toEqual([
      { id: 'approval0001', answer: { decision: 'allow for session' } },
    ])
  })

  it('leads to a chat by any of its words, and to a screen', async () => {
    const { dialog, type, pick } = await openPalette()
    type('go to chats')
    expect(dialog.getAllByRole('option')[0]?.textContent).toMatch(/^Go to Chats/)
    type('billing_team')
    await pick(/^billing/)
    expect(screen.getByRole('region', { name: 'Chat billing' })).toBeTruthy()
  })

  it('finds each setting once something is typed, and shows that alone', async () => {
    const { dialog, type, pick } = await openPalette()
    expect(dialog.queryByRole('option', { name: /Monthly budget/ })).toBeNull()
    type('budget')
    await pick(/Monthly budget/)
    await vi.waitFor(() => expect(screen.getByRole('heading', { name: 'System' })).toBeTruthy(), 10_000)
    expect(screen.queryByRole('heading', { name: 'Voice' })).toBeNull()
  })
})
