import { expect, it } from 'vitest'

import { begun, settle } from './testing/harness.ts'

it('marks a prompt as done only when the session that answered it is on disk', async () => {
  const { claude, say, disk, key } = await begun()
  let saved: () => void = () => undefined
  disk.slowStore = new Promise((resolve) => (saved = resolve))
  await say(key, 'first')
  claude.last.answer('one')
  await settle()
  expect(disk.records.some((record) => record.type === 'done')).toBe(false)
  saved()
  await settle()
  expect(disk.data.chats[key]?.currentSession).toBe(claude.last.sessionId)
  expect(disk.records.some((record) => record.type === 'done')).toBe(true)
})
