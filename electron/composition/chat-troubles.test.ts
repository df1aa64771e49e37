import { expect, it } from 'vitest'

import type { SessionEvent } from '../sessions/api.ts'
import type { ChatView } from '../shared/app-state.ts'
import type { ChatKey } from '../shared/ids.ts'
import { watchChatTroubles } from './chat-troubles.ts'

it('tells that a chat in trouble is gone: its trouble is none of the app’s any more', () => {
  let tell: (event: SessionEvent) => void = () => undefined
  let changes = 0
  const view = { directory: '/gone', directoryExists: false, unreachable: null, archived: false } as ChatView
  watchChatTroubles(
    { subscribe: (listener) => ((tell = listener), () => undefined), view: () => view },
    () => changes++,
  )
  const chat = 'telegram:1' as ChatKey
  tell({ type: 'chat changed', chat })
  expect(changes).toBe(1)
  tell({ type: 'chat removed', chat })
  expect(changes).toBe(2)
})
