import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'

import { renderWindow } from '@/dev/render.tsx'

afterEach(cleanup)

describe('the count of chats on the rail', () => {
  it('is of those in the list: one that is archived no longer counts', async () => {
    const { bridge } = await renderWindow('sample=few')
    const counted = () => screen.getByRole('button', { name: 'Chats' }).title
    const open = Object.values(bridge.state().chats).filter((chat) => !chat.archived)
    expect(counted()).toBe(`Chats, ${open.length}`)
    const [one] = open
    if (!one) throw new Error('the sample has no chat')
    act(() => bridge.patch({ chats: { [one.key]: { ...one, archived: true } } }))
    expect(counted()).toBe(`Chats, ${open.length - 1}`)
  })
})
