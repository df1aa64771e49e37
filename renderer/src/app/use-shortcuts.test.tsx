import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { renderWindow, settled } from '@/dev/render.tsx'

// happy-dom lays nothing out: without a height the virtual list would show nothing.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(2000)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const focused = () => document.activeElement?.getAttribute('role')
const press = async (key: string, ctrlKey = false) => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ctrlKey })
  await settled()
}

describe('the way to the list by the keyboard', () => {
  it('is Ctrl-1: the arrows go on in it, wherever one was', async () => {
    await renderWindow('sample=few')
    await press('6', true)
    screen.getByRole('button', { name: 'Settings' }).focus()
    await press('1', true)
    await vi.waitFor(() => expect(focused()).toBe('row'))
    const first = document.activeElement
    await press('j')
    expect(focused()).toBe('row')
    expect(document.activeElement).not.toBe(first)
  })

  it.each(['j', 'k', 'ArrowDown', 'ArrowUp'])('is %s where nothing has the focus', async (key) => {
    await renderWindow('sample=few')
    await press(key)
    await vi.waitFor(() => expect(focused()).toBe('row'))
  })

  it('leaves the focus to a dialog that is open', async () => {
    await renderWindow('sample=few')
    await press('?')
    const dialog = await screen.findByRole('dialog')
    await press('1', true)
    await new Promise(requestAnimationFrame)
    expect(focused()).not.toBe('row')
    expect(dialog.isConnected).toBe(true)
  })
})
