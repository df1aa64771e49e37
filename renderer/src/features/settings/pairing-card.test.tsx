import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'

import { callsOf, renderWindow, settled } from '@/dev/render.tsx'

afterEach(cleanup)

describe('somebody who asks to be let in', () => {
  it('is offered the place of a member first, where there is an owner already', async () => {
    const { bridge } = await renderWindow('sample=trouble')
    await settled()
    const filled = (name: string) => screen.getByRole('button', { name }).className.includes('bg-accent-fill')
    expect([filled('Owner'), filled('Member'), filled('No')]).toEqual([false, true, false])
    fireEvent.click(screen.getByRole('button', { name: 'Member' }))
    expect(callsOf(bridge, 'bot.letIn')).toEqual([{ code: 'K7QF-2M', role: 'member' }])
  })
})
