import { expect, it } from 'vitest'

import type { SessionId } from '../shared/ids.ts'
import { begun, settle } from './testing/harness.ts'

const by = { surface: 'telegram' as const, userId: 7, name: 'Ann' }

it('a prompt that waits for another program does not fail because the disk is full for a moment', async () => {
  const { sessions, claude, say, key, disk, clock, finals } = await begun()
  await say(key, 'hello')
  claude.last.answer('world')
  await settle()
  const session = sessions.chat(key)?.currentSession as SessionId
  await sessions.park(key)
  claude.held.set(session, [])
  const open = claude.open.bind(claude)
  claude.open = async (options) => {
    if (!options.fork) disk.full = new Error('ENOSPC')
    return open(options)
  }
  await say(key, 'waits')
  disk.full = null
  for (let second = 0; second < 5; second++) {
    clock.advance(1000)
    await settle()
  }
  expect(sessions.queue(key).map(({ text }) => text)).toEqual(['waits'])
  await sessions.forkSession(key, by)
  await settle()
  claude.last.answer('the answer')
  await settle()
  // Finals of one prompt have one id: of two, only the first would reach the chat.
  expect(finals.map(({ text, outcome }) => [text, outcome.how])).toEqual([
    ['world', 'done'],
    ['the answer', 'done'],
  ])
})
