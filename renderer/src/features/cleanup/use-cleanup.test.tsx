import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { callsOf, renderWindow, settled } from '@/dev/render.tsx'

afterEach(cleanup)

const press = async (name: string) => {
  fireEvent.click(await screen.findByRole('button', { name }))
  await settled()
}
const said = () => screen.queryByText(/^Cleaned up/)

async function cleanUp() {
  const { bridge } = await renderWindow('sample=few')
  for (const name of ['Cleanup', 'Preview', 'Archive']) await press(name)
  await vi.waitFor(() => expect(said()).toBeTruthy())
  return bridge
}

describe('what is said of a clean-up', () => {
  it('names no size where nothing was freed', async () => {
    await cleanUp()
    expect(said()?.textContent).toBe('Cleaned up 3 items')
  })

  it('goes when its own Undo is pressed', async () => {
    const bridge = await cleanUp()
    fireEvent.click(within(screen.getByRole('region', { name: 'Messages' })).getByText('Undo'))
    await settled()
    expect(callsOf(bridge, 'cleanup.undo')).toEqual([{ run: 'r3' }])
    await vi.waitFor(() => expect(said()).toBeNull())
  })

  it('goes when the history undoes it, and stays when that undoes another', async () => {
    await cleanUp()
    const undo = () => within(screen.getByRole('region', { name: 'History' })).getAllByRole('button', { name: 'Undo' })
    const [newest, older] = undo()
    if (older) fireEvent.click(older)
    await settled()
    expect(said()).toBeTruthy()
    if (newest) fireEvent.click(newest)
    await settled()
    await vi.waitFor(() => expect(said()).toBeNull())
  })
})
