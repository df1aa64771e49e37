import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { callsOf, renderWindow } from '@/dev/render.tsx'

afterEach(cleanup)

async function openSettings(wish = 'sample=few') {
  const { bridge } = await renderWindow(wish)
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }))
  await vi.waitFor(() => expect(screen.getByRole('region', { name: 'People' })).toBeTruthy(), 10_000)
  return { bridge, group: (name: string) => within(screen.getByRole('region', { name })) }
}

describe('the settings', () => {
  it('name people of the environment by their own chat, or by their id, and take off only the others', async () => {
    const { bridge, group } = await openSettings()
    const [owner, member, bea] = group('People').getAllByRole('listitem')
    expect(owner?.textContent).toMatch(/^web@ann_dev.*TELEGRAM_ALLOWED_USERS/)
    expect(member?.textContent).toMatch(/^id 77301254.*TELEGRAM_ALLOWED_USERS/)
    expect(bea?.textContent).not.toContain('TELEGRAM_ALLOWED_USERS')
    expect(group('People').getAllByRole('button')).toHaveLength(1)
    fireEvent.click(group('People').getByRole('button', { name: 'Remove Bea' }))
    expect(callsOf(bridge, 'bot.removePerson')).toEqual([{ id: 5 }])
  })

  it('say of a token from the environment that it comes from there, not that the keychain has it', async () => {
    const { group } = await openSettings('sample=few&env')
    expect(group('Bot').getByText(/Set by TELEGRAM_BOT_TOKEN/)).toBeTruthy()
    expect(group('Bot').queryByText(/GNOME keyring/)).toBeNull()
    cleanup()
    const { group: kept } = await openSettings()
    expect(kept('Bot').getByText('kept in the GNOME keyring')).toBeTruthy()
  })

  it('keep a typed number on leaving, and say at once why one does not fit', async () => {
    const { bridge, group } = await openSettings()
    const field = group('Claude').getByRole('spinbutton', { name: 'Park after' })
    fireEvent.change(field, { target: { value: '0' } })
    fireEvent.blur(field)
    expect(group('Claude').getByRole('alert').textContent).toMatch(/At least/)
    fireEvent.change(field, { target: { value: '25' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(callsOf(bridge, 'settings.set')).toEqual([{ path: 'claude.parkAfterMs', value: 1_500_000 }])
  })
})
