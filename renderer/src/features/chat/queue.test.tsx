import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { callsOf, renderWindow, settled } from '@/dev/render.tsx'

beforeEach(() => {
  // happy-dom lays nothing out: without a height the virtual list would show nothing.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(2000)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

async function openQueue() {
  const { bridge } = await renderWindow('sample=few')
  fireEvent.click(screen.getByRole('row', { name: /^web/ }))
  await settled()
  const queue = within(screen.getByRole('region', { name: 'Queue 1' }))
  const prompt = bridge.state().chats['telegram:1004']?.queue[0]?.id
  return { bridge, queue, prompt }
}

it('edits the whole text of a waiting prompt, which the row shows only in part', async () => {
  const { bridge, queue, prompt } = await openQueue()
  fireEvent.click(queue.getByRole('button', { name: 'Edit prompt' }))
  await settled()
  const field = queue.getByRole('textbox', { name: 'Edit prompt' })
  fireEvent.change(field, { target: { value: 'run the linter\nand the tests' } })
  fireEvent.keyDown(field, { key: 'Enter', shiftKey: true })
  expect(callsOf(bridge, 'queue.edit')).toEqual([])
  fireEvent.blur(field)
  expect(callsOf(bridge, 'queue.text')).toEqual([{ chat: 'telegram:1004', prompt }])
  expect(callsOf(bridge, 'queue.edit')).toEqual([{ prompt, text: 'run the linter\nand the tests' }])
})

it('leaves it as it was on Esc, and drops it when told to', async () => {
  const { bridge, queue, prompt } = await openQueue()
  fireEvent.click(queue.getByRole('button', { name: 'Edit prompt' }))
  await settled()
  const field = queue.getByRole('textbox', { name: 'Edit prompt' })
  fireEvent.change(field, { target: { value: 'something else' } })
  fireEvent.keyDown(field, { key: 'Escape' })
  expect(callsOf(bridge, 'queue.edit')).toEqual([])
  fireEvent.click(queue.getByRole('button', { name: 'Drop prompt' }))
  expect(callsOf(bridge, 'queue.drop')).toEqual([{ prompt }])
})
