import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { sampleApprovals } from '@/dev/approvals.ts'
import { callsOf, renderWindow, settled } from '@/dev/render.tsx'

// happy-dom lays nothing out: without a height the virtual list would show nothing.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(2000)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const row = () => screen.getByRole('row', { name: /^api-server/ })
const buttons = () =>
  ['Review', 'Allow once', 'Allow for session', 'Deny'].filter((name) => within(row()).queryByRole('button', { name }))

async function ask(kind: 'permission' | 'plan', detail: string) {
  const { bridge } = await renderWindow('sample=few')
  const [first, , plan] = sampleApprovals(Date.now())
  const asked = kind === 'plan' ? plan : first
  if (!first || !plan || !asked) throw new Error('the sample has changed')
  // Only this one is left of the chat's.
  act(() => bridge.patch({ approvals: { [first.id]: null, [plan.id]: null, [asked.id]: { ...asked, detail } } }))
  await settled()
  return bridge
}

describe('the answers on a row', () => {
  it('are all there for a command that the row shows whole', async () => {
    await ask('permission', '```bash\nrm -rf build && npm run build\n```')
    expect(buttons()).toEqual(['Allow once', 'Allow for session', 'Deny'])
  })

  it('send one to read a command of several lines before it is allowed; no is said at once', async () => {
    const bridge = await ask('permission', '```bash\nrm -rf build &&\nnpm run build\n```')
    expect(buttons()).toEqual(['Review', 'Deny'])
    fireEvent.click(within(row()).getByRole('button', { name: 'Review' }))
    await settled()
    const detail = within(screen.getByRole('region', { name: 'Chat api-server' }))
    expect(detail.getByRole('button', { name: 'Allow once' })).toBeTruthy()
    expect(callsOf(bridge, 'approvals.answer')).toEqual([])
  })

  it('send one to read a plan, of which the row shows nothing', async () => {
    await ask('plan', '1. Do it.')
    expect(buttons()).toEqual(['Review', 'Deny'])
  })
})
