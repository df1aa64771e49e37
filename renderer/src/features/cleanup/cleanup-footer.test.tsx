import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'

import { callsOf, renderWindow, settled } from '@/dev/render.tsx'

afterEach(cleanup)

const button = (name: string) => screen.queryByRole('button', { name })
const press = async (name: string) => {
  // A screen comes with its own piece of the program.
  fireEvent.click(await screen.findByRole('button', { name }))
  await settled()
}
const tick = async (name: string) => {
  fireEvent.click(screen.getByRole('checkbox', { name }))
  await settled()
}

async function openPreview() {
  const { bridge } = await renderWindow('sample=few')
  await press('Cleanup')
  await press('Preview')
  return bridge
}

describe('the ways on from a preview', () => {
  it('are two where one archives and the other does more', async () => {
    await openPreview()
    expect(button('Archive')?.textContent).toBe('Archive 3 items')
    expect(button('Clean up')?.textContent).toBe('Clean up 4 items')
  })

  it('are one where both would archive the same', async () => {
    const bridge = await openPreview()
    await tick('notes')
    expect(button('Clean up')).toBeNull()
    await press('Archive')
    expect(callsOf(bridge, 'cleanup.apply')).toEqual([{ token: 't', items: ['o1', 'o2', 'm1'] }])
  })

  it('do not offer to archive where nothing chosen is archived', async () => {
    await openPreview()
    for (const name of ['Select all: Old sessions', 'Select all: Missing directories']) await tick(name)
    expect(button('Archive')).toBeNull()
    expect(button('Clean up')?.textContent).toBe('Clean up 1 item')
  })

  it('ask once more before anything is deleted for good', async () => {
    const bridge = await openPreview()
    await tick('14 files')
    await press('Clean up')
    expect(callsOf(bridge, 'cleanup.apply')).toEqual([])
    expect(screen.getByRole('dialog', { name: 'Delete 1 item for good?' })).toBeTruthy()
  })
})
