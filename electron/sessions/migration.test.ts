import { expect, it } from 'vitest'

import type { ChatKey } from '../shared/ids.ts'
import { begun, settle } from './testing/harness.ts'

it('a prompt that waits while its group becomes a supergroup is given once, and does not fail', async () => {
  const { sessions, claude, key, say, finals, disk } = await begun()
  await say(key, 'hello')
  claude.last.answer('world')
  await settle()
  await say(key, 'running')
  await say(key, 'waits')
  const to = 'telegram:-1001' as ChatKey
  await sessions.migrateChat(key, to)
  await settle()
  expect(claude.last.given.map(({ text }) => text)).toEqual(['waits'])
  expect(finals.map(({ chat, prompt, outcome }) => [chat, prompt?.text, outcome])).toEqual([
    [key, 'hello', { how: 'done' }],
    [key, 'running', { how: 'stopped' }],
  ])
  // While it runs it must be open on disk: a kill now would lose it.
  const waits = sessions.turn(to)?.prompt?.id
  expect(disk.records.filter((record) => record.type === 'done' && record.id === waits)).toEqual([])
})
