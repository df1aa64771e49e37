import { expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { harness, settle } from '../../sessions/testing/harness.ts'
import { done, ok } from '../../shared/result.ts'
import type { Outbox, OutMessage } from '../port.ts'
import { plain } from '../render/rich.ts'
import { createStreamer } from './streamer.ts'

it('goes on showing a turn when the clock is set back', async () => {
  const shown: string[] = []
  const show = (message: OutMessage) => void shown.push(message.rich.text)
  const outbox = {
    sendPassing: async (_chat: string, message: OutMessage) => (show(message), ok(100)),
    edit: async (_chat: string, _id: number, message: OutMessage) => (show(message), done),
    remove: async () => done,
    typing: () => undefined,
  } as unknown as Outbox
  const clock = new FakeClock()
  let setBy = 0
  const domain = harness({ clock, settings: (s) => void (s.streaming.mode = 'edit') })
  createStreamer({
    sessions: domain.sessions,
    outbox,
    drafts: null,
    settings: () => domain.settings,
    stopButton: () => ({ text: 'Stop', data: 's' }),
    render: plain,
    clock: { now: () => clock.now() + setBy, after: (ms, run) => clock.after(ms, run) },
  })
  await domain.sessions.start()
  const key = await domain.chat(1)
  await domain.say(key, 'hello')
  domain.claude.last.begin()
  domain.claude.last.say({ type: 'text', delta: 'one', block: true })
  clock.advance(3000)
  await settle()
  setBy = -2 * 3_600_000
  domain.claude.last.say({ type: 'text', delta: ' two', block: true })
  clock.advance(60_000)
  await settle()
  expect(shown.at(-1)).toContain('two')
})
