import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'

import { callsOf, renderWindow, settled } from '@/dev/render.tsx'

afterEach(cleanup)

async function opened() {
  const { bridge } = await renderWindow('sample=few')
  fireEvent.click(screen.getAllByRole('button', { name: 'New chat' })[0] as HTMLElement)
  await settled()
  return { bridge, dialog: within(screen.getByRole('dialog', { name: 'New chat' })) }
}
const radios = () => screen.getAllByRole<HTMLInputElement>('radio')
const chosen = () =>
  radios()
    .filter((one) => one.checked)
    .map((one) => one.getAttribute('aria-label'))

describe('a new chat', () => {
  it('begins in the home directory, or where one has worked lately', async () => {
    const { bridge, dialog } = await opened()
    expect(chosen()).toEqual(['~'])
    expect(radios()).toHaveLength(6)
    const web = dialog.getByRole('radio', { name: '~/code/web' })
    fireEvent.click(web)
    expect(chosen()).toEqual(['~/code/web'])
    fireEvent.keyDown(web, { key: 'Enter' })
    await settled()
    expect(callsOf(bridge, 'chats.new')).toEqual([{ directory: '/home/ann/code/web', name: null }])
  })

  it('begins in any folder that is chosen', async () => {
    const { bridge, dialog } = await opened()
    fireEvent.click(dialog.getByRole('button', { name: 'Choose folder…' }))
    await settled()
    expect(chosen()).toEqual(['~/code/chosen'])
    fireEvent.click(dialog.getByRole('button', { name: 'Create chat' }))
    await settled()
    expect(callsOf(bridge, 'chats.new')).toEqual([{ directory: '/home/ann/code/chosen', name: null }])
  })
})
