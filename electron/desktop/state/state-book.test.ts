import { expect, it } from 'vitest'

import type { ChatView } from '../../shared/app-state.ts'
import { chatView } from '../testing/views.ts'
import { createStateBook } from './state-book.ts'

it('counts live sessions anew when a chat’s child comes or goes, and gathers the head at nothing less', () => {
  let view: ChatView = { ...chatView(1), live: false }
  let heads = 0
  const book = createStateBook({
    head: () => ({ live: view.live ? 1 : 0, gathered: ++heads }) as never,
    chatKeys: () => [view.key],
    chat: () => view,
    approvals: () => [],
  })
  expect(book.current().live).toBe(0)
  view = { ...view, activity: { is: 'text', text: 'Bash npm test' } }
  book.chatChanged(view.key)
  book.current()
  expect(heads).toBe(1)
  view = { ...view, live: true }
  book.chatChanged(view.key)
  expect(book.current().live).toBe(1)
})
