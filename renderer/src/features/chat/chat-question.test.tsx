import type { ChatQuestion } from '@shared/app-state.ts'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { samplePrompt } from '@/dev/chats.ts'
import { callsOf, renderWindow, settled } from '@/dev/render.tsx'

// happy-dom lays nothing out: without a height the virtual list would show nothing.
beforeEach(() => void vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(2000))
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

async function asked(why: ChatQuestion['why']) {
  const { bridge } = await renderWindow('sample=few')
  fireEvent.click(screen.getByRole('row', { name: /^spike/ }))
  await settled()
  const chat = Object.values(bridge.state().chats).find(({ title }) => title === 'spike')
  if (!chat) throw new Error('no such chat')
  const question = { why, prompt: samplePrompt(77), text: 'migrate the database' }
  await act(async () => bridge.patch({ chats: { [chat.key]: { ...chat, status: 'needs answer', question } } }))
  return { bridge, chat: chat.key, prompt: question.prompt }
}

it.each([
  ['Continue', 'continue'],
  ['Ask again', 'ask again'],
  ['Drop', 'drop'],
])('answers what became of a turn that a restart cut: %s', async (button, action) => {
  const { bridge, prompt } = await asked('interrupted')
  expect(screen.getByText('migrate the database')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: button }))
  expect(callsOf(bridge, 'queue.resolve')).toEqual([{ prompt, action }])
})

it('offers a fork where a terminal holds the session', async () => {
  const { bridge, chat } = await asked('held')
  fireEvent.click(screen.getByRole('button', { name: 'Go on in a fork' }))
  expect(callsOf(bridge, 'chats.fork')).toEqual([{ chat }])
})
