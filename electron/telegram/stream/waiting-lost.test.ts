import { expect, it } from 'vitest'

import { harness, settle } from '../../sessions/testing/harness.ts'
import { silentLog } from '../../shared/log.ts'
import { done, fail, ok } from '../../shared/result.ts'
import { createWaitingSigns } from './waiting.ts'

it('says that a prompt waits also where the first try to say so was lost', async () => {
  const domain = harness()
  const said: string[] = []
  let lost = true
  const signs = createWaitingSigns({
    sessions: domain.sessions,
    outbox: {
      sendPassing: async (_chat, { rich }) => (lost ? fail('lost', 'socket hang up') : ok(said.push(rich.text))),
      edit: async () => done,
      remove: async () => done,
    },
    settings: () => domain.settings,
    dropButton: () => ({ text: 'Drop', data: 'd' }),
    clock: domain.clock,
    log: silentLog,
  })
  domain.sessions.subscribe(signs.onEvent)
  await domain.sessions.start()
  const key = await domain.chat(1)
  await domain.say(key, 'one')
  await domain.say(key, 'two')
  domain.clock.advance(400)
  await settle()
  lost = false
  domain.clock.advance(60_000)
  await settle()
  expect(said).toEqual(['Queued, 1 ahead.'])
})
