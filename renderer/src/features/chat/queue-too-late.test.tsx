import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { renderWindow, settled } from '@/dev/render.tsx'

beforeEach(() => {
  // happy-dom lays nothing out: without a height the virtual list would show nothing.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(2000)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

async function editing(wish: string) {
  const { bridge } = await renderWindow(wish)
  fireEvent.click(screen.getByRole('row', { name: /^web/ }))
  await settled()
  fireEvent.click(within(screen.getByRole('region', { name: 'Queue 1' })).getByRole('button', { name: 'Edit prompt' }))
  await settled()
  const field = screen.getByRole('textbox', { name: 'Edit prompt' })
  fireEvent.change(field, { target: { value: 'run the linter first' } })
  return { bridge, field }
}
const composer = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })

it('gives the words back where they came too late for the waiting prompt', async () => {
  const { field } = await editing('sample=few&fail=queue.edit')
  fireEvent.blur(field)
  await settled()
  expect(composer().value).toBe('run the linter first')
})

it('gives the words back where the prompt begins while one writes', async () => {
  const { bridge } = await editing('sample=few')
  const chat = bridge.state().chats['telegram:1004']
  if (!chat) throw new Error('the sample has lost its chat')
  bridge.patch({ chats: { [chat.key]: { ...chat, queue: [] } } })
  await settled()
  expect(screen.queryByRole('textbox', { name: 'Edit prompt' })).toBeNull()
  expect(composer().value).toBe('run the linter first')
})

it('keeps nothing of what was left on Esc', async () => {
  const { bridge, field } = await editing('sample=few')
  fireEvent.keyDown(field, { key: 'Escape' })
  const chat = bridge.state().chats['telegram:1004']
  if (!chat) throw new Error('the sample has lost its chat')
  bridge.patch({ chats: { [chat.key]: { ...chat, queue: [] } } })
  await settled()
  expect(composer().value).toBe('')
})
