import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createSampleBridge } from '@/dev/bridge.ts'
import { settled } from '@/dev/render.tsx'

import { Root } from './root.tsx'

beforeEach(() => {
  // happy-dom lays nothing out: without a height the virtual list would show nothing.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(2000)
})
afterEach(() => {
  cleanup()
  localStorage.clear()
  vi.restoreAllMocks()
})

/** The window as main makes it anew: a hidden one is thrown away after five minutes. */
async function openChat() {
  const { unmount } = render(<Root bridge={createSampleBridge(new URLSearchParams('sample=few'))} />)
  await settled()
  fireEvent.click(screen.getByRole('row', { name: /^web/ }))
  await settled()
  return { unmount, field: screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' }) }
}

it('keeps a draft and its files while the window is hidden, however long', async () => {
  const first = await openChat()
  fireEvent.change(first.field, { target: { value: 'half a thought' } })
  fireEvent.drop(first.field, { dataTransfer: { files: [new File([], 'trace.log')], types: ['Files'] } })
  await settled()
  first.unmount()
  const second = await openChat()
  expect(second.field.value).toBe('half a thought')
  expect(screen.queryByTitle('/home/ann/trace.log')).not.toBeNull()
  fireEvent.keyDown(second.field, { key: 'Enter' })
  await settled()
  second.unmount()
  expect((await openChat()).field.value).toBe('')
})
