import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'

import { callsOf, renderWindow, settled } from '@/dev/render.tsx'

afterEach(cleanup)

const TOKEN = `123456789:${'A'.repeat(35)}`

async function tokenStep(wish = '') {
  const { bridge } = await renderWindow(`sample=first&notoken${wish}`)
  fireEvent.click(await screen.findByRole('button', { name: 'Connect your bot' }))
  fireEvent.click(button('Continue'))
  await settled()
  return bridge
}
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })
const field = () => screen.getByLabelText<HTMLInputElement>('Bot token')
const type = (value: string) => fireEvent.change(field(), { target: { value } })
const press = async (name: string) => {
  fireEvent.click(button(name))
  await settled()
}
const ticked = () =>
  within(screen.getByRole('list', { name: /^Step/ }))
    .getAllByRole('listitem')
    .filter((step) => within(step).queryByLabelText('done'))
    .map((step) => step.textContent)

describe('the step of the token', () => {
  it('is not passed without one: it says what is missing, and the whole can be skipped', async () => {
    await tokenStep()
    expect(button('Continue').disabled).toBe(true)
    expect(screen.getByText('Needs a token that Telegram accepts.')).toBeTruthy()
    expect(button('Skip for now').disabled).toBe(false)
  })

  it('is not passed nor ticked with a token that Telegram refuses', async () => {
    await tokenStep('&fail=bot.check')
    type(TOKEN)
    await press('Continue')
    expect(screen.getByRole('alert').textContent).toContain('bot.check did not work')
    expect(field().value).toBe(TOKEN)
    expect(ticked()).not.toContain('Token')
  })

  it('keeps what was typed when one goes back and comes again', async () => {
    await tokenStep()
    type(TOKEN)
    await press('Back')
    await press('Continue')
    expect(field().value).toBe(TOKEN)
  })

  it('is done by Continue with what was pasted', async () => {
    const bridge = await tokenStep()
    type(TOKEN)
    await press('Continue')
    expect(callsOf(bridge, 'settings.setSecret')).toEqual([{ name: 'token', value: TOKEN }])
    expect(ticked()).toContain('Token')
  })
})

describe('a step that needs the bot', () => {
  it('leads back to the token where there is none', async () => {
    await tokenStep()
    type(TOKEN)
    await press('Continue')
    // The sample connects no bot.
    await press('Enter the token')
    expect(field()).toBeTruthy()
    for (let n = 0; n < 3; n++) await press('Continue')
    expect(screen.queryByText(/Write to @/)).toBeNull()
    expect(button('Enter the token')).toBeTruthy()
  })
})
