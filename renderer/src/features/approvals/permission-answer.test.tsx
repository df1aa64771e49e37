import { cleanup, screen } from '@testing-library/react'
import { act } from 'react'
import { afterEach, describe, expect, it } from 'vitest'

import { sampleApprovals } from '@/dev/approvals.ts'
import { renderWindow, settled } from '@/dev/render.tsx'

afterEach(cleanup)

async function openApprovals(wish: string, rule: string) {
  const { bridge } = await renderWindow(wish)
  const [permission] = sampleApprovals(Date.now())
  if (!permission) throw new Error('the sample has no permission')
  act(() => bridge.patch({ approvals: { [permission.id]: { ...permission, rule } } }))
  screen.getByRole('button', { name: /^(Approvals|Freigaben)$/ }).click()
  await screen.findByRole('heading', { name: /^(Approvals|Freigaben)$/ })
  await settled()
}

describe('the head of a card', () => {
  it('says who wants what, in both languages', async () => {
    await openApprovals('sample=few', 'Bash(npm run build:*)')
    for (const said of ['Claude wants to use Bash', 'Claude asks', 'Claude has a plan'])
      expect(screen.getByText(said)).toBeTruthy()
    cleanup()
    await openApprovals('sample=few&lang=de', 'Bash(npm run build:*)')
    expect(screen.getByText('Claude möchte Bash benutzen')).toBeTruthy()
  })
})

describe('what a session would be allowed', () => {
  it('is a rule as Claude writes it', async () => {
    await openApprovals('sample=few', 'Bash(npm run build:*)')
    expect(screen.getByText('Bash(npm run build:*)')).toBeTruthy()
  })

  it('is a mode by the name it has on the screen', async () => {
    await openApprovals('sample=few', 'mode acceptEdits')
    expect(screen.getByText(/mode “Accept edits”/)).toBeTruthy()
    cleanup()
    await openApprovals('sample=few&lang=de', 'mode acceptEdits')
    expect(screen.getByText(/Modus „Änderungen annehmen“/)).toBeTruthy()
  })
})
