import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { renderWindow } from '@/dev/render.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

describe('the logs', () => {
  it('do not say that there are no lines before they have come', async () => {
    const { bridge } = await renderWindow('sample=few')
    const { invoke } = bridge
    let come: ((lines: never) => void) | null = null
    vi.spyOn(bridge, 'invoke').mockImplementation((name, input) => {
      if (name !== 'logs.page') return invoke(name, input as never)
      return new Promise<never>((resolve) => (come = resolve))
    })
    fireEvent.click(screen.getByRole('button', { name: 'Logs' }))
    await screen.findByRole('heading', { name: 'Logs' })
    // The heading is there before the lines are asked for.
    const answer = await vi.waitUntil(() => come)
    expect(screen.queryByText('No lines')).toBeNull()
    answer({ ok: true, value: [] } as never)
    await screen.findByText('No lines')
  })
})
