import type { ChatView } from '@shared/app-state.ts'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'

import { renderWindow } from '@/dev/render.tsx'
import { catalogues } from '@/lib/i18n/index.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

/** A thousand chats, and the titles of the rows that render from now on: each asks for its name when it does. */
async function thousand() {
  // happy-dom lays nothing out: without a height the virtual list would show nothing.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(800)
  const asked = vi.spyOn(catalogues.en.list, 'rowName')
  const { bridge } = await renderWindow('sample=many&count=1000')
  const rendered = () => new Set(asked.mock.calls.map(([title]) => title))
  return { bridge, rendered, forget: () => asked.mockClear() }
}

it('renders of a thousand chats only those that are seen', async () => {
  const { rendered } = await thousand()
  expect(rendered().size).toBeGreaterThan(10)
  expect(rendered().size).toBeLessThan(60)
})

it('renders for a patch the one row that it is about, and none where that is not seen', async () => {
  const { bridge, rendered, forget } = await thousand()
  const shown = rendered()
  const { chats } = bridge.state()
  const change = async (of: (chat: ChatView) => boolean) => {
    const chat = Object.values(chats).find((one) => one.status === 'working' && of(one))
    if (!chat) throw new Error('the sample has lost its chats')
    forget()
    await act(async () =>
      bridge.patch({
        chats: { [chat.key]: { ...chat, activity: { is: 'text', text: 'Bash ls' }, lastActivityAt: 1 } },
      }),
    )
    return chat.title
  }
  const title = await change((chat) => shown.has(chat.title))
  expect(rendered()).toEqual(new Set([title]))
  await change((chat) => !shown.has(chat.title))
  expect(rendered()).toEqual(new Set())
})
