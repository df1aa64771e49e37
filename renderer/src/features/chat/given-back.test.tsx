import { cleanup, fireEvent, screen } from '@testing-library/react'
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

it('gives back what could not be sent beside what was written and attached meanwhile', async () => {
  const { bridge } = await renderWindow('sample=few')
  const { invoke } = bridge
  let refuse = (): void => {}
  const refused = new Promise<void>((resolve) => (refuse = resolve))
  vi.spyOn(bridge, 'invoke').mockImplementation((name, input) =>
    name === 'chats.say'
      ? (refused.then(() => ({ ok: false, code: 'not-saved', message: 'The disk is full.' })) as never)
      : invoke(name, input as never),
  )
  fireEvent.click(screen.getByRole('row', { name: /^web/ }))
  await settled()
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
  const drop = async (name: string) => {
    fireEvent.drop(field, { dataTransfer: { files: [new File([], name)], types: ['Files'] } })
    await settled()
  }
  await drop('first.log')
  fireEvent.change(field, { target: { value: 'the first thought' } })
  fireEvent.keyDown(field, { key: 'Enter' })
  await drop('second.log')
  fireEvent.change(field, { target: { value: 'the second thought' } })
  refuse()
  await settled()
  expect(field.value).toBe('the first thought\n\nthe second thought')
  expect(screen.queryByTitle('/home/ann/first.log')).not.toBeNull()
  expect(screen.queryByTitle('/home/ann/second.log')).not.toBeNull()
})
