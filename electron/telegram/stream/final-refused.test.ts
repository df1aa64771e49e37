import { expect, it } from 'vitest'

import type { Final } from '../../sessions/api.ts'
import { harness, settle } from '../../sessions/testing/harness.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { done, ok } from '../../shared/result.ts'
import type { Outbox } from '../port.ts'
import { plain } from '../render/rich.ts'
import { createStreamer } from './streamer.ts'

it('the message that streamed becomes the answer also where the disk was full for a moment', async () => {
  const into: (number | null)[] = []
  let full = true
  const outbox = {
    sendPassing: async () => ok(100),
    edit: async () => done,
    remove: async () => done,
    typing: () => undefined,
    final: async (_final: Final, message?: { messageId: number }) => {
      if (full) throw new Error('ENOSPC')
      into.push(message?.messageId ?? null)
    },
  } as unknown as Outbox
  const domain = harness({ settings: (s) => void (s.streaming.mode = 'edit') })
  const streamer = createStreamer({
    sessions: domain.sessions,
    outbox,
    drafts: null,
    settings: () => domain.settings,
    stopButton: () => ({ text: 'Stop', data: 's' }),
    render: plain,
    clock: domain.clock,
  })
  await domain.sessions.start()
  const key: ChatKey = await domain.chat(1)
  await domain.say(key, 'hello')
  domain.claude.last.begin()
  domain.claude.last.say({ type: 'text', delta: 'part', block: true })
  domain.clock.advance(3000)
  await settle()
  const final = { id: 'final:1', chat: key, text: 'whole' } as unknown as Final
  await expect(streamer.finish(final)).rejects.toThrow('ENOSPC')
  full = false
  await streamer.finish(final) // `sessions/turn-finish.ts` tries again after 2 s
  expect(into).toEqual([100])
})
