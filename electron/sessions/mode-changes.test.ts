import { expect, it } from 'vitest'

import { begun, settle } from './testing/harness.ts'

const by = { surface: 'telegram' as const, userId: 7, name: 'Ann' }

it('a mode that is taken back during a turn is taken back in the child too', async () => {
  const { sessions, claude, say, key } = await begun()
  await say(key, 'hello')
  claude.last.begin()
  await sessions.setPreferences(key, { mode: 'acceptEdits' }, by)
  await sessions.setPreferences(key, { mode: 'ask' }, by)
  expect(sessions.view(key)?.mode).toBe('ask')
  expect(claude.last.modes.at(-1)).toBe('ask')
})

it('no later prompt goes to a child in another mode than the chat shows', async () => {
  const { sessions, claude, say, key } = await begun()
  await say(key, 'hello')
  claude.last.begin()
  await sessions.setPreferences(key, { mode: 'acceptEdits' }, by)
  claude.last.end({ how: 'done' }, 'done')
  await settle()
  // Taken back while the child is idle.
  await sessions.setPreferences(key, { mode: 'ask' }, by)
  await say(key, 'next')
  const { options, modes } = claude.last
  expect([sessions.view(key)?.mode, modes.at(-1) ?? options.mode]).toEqual(['ask', 'ask'])
})
