import { expect, it } from 'vitest'

import type { FakeLive } from './testing/fake-claude.ts'
import { begun, settle } from './testing/harness.ts'

const by = { surface: 'telegram' as const, userId: 7, name: 'Ann' }

/** The mode that a child acts in when it goes on by itself; null where it is gone. */
const actsIn = ({ closed, modes, options }: FakeLive) => (closed ? null : (modes.at(-1) ?? options.mode))

it('a mode that is changed while nothing runs is that of a turn which Claude then begins by itself', async () => {
  const { sessions, claude, say, key } = await begun()
  await sessions.setPreferences(key, { mode: 'acceptEdits' }, by)
  await say(key, 'start the build in the background')
  claude.last.answer('started')
  await settle()
  await sessions.setPreferences(key, { mode: 'ask' }, by)
  expect([sessions.view(key)?.mode, actsIn(claude.last)]).toEqual(['ask', 'ask'])
  // There and back: the child is told of both.
  await sessions.setPreferences(key, { mode: 'acceptEdits' }, by)
  await sessions.setPreferences(key, { mode: 'ask' }, by)
  expect(actsIn(claude.last)).toBe('ask')
})

it('bypass that is switched off at the desk is off in an idle child, which may have work in the background', async () => {
  const { sessions, settings, claude, say, key } = await begun({
    settings: (all) => void Object.assign(all.claude, { allowBypass: true, mode: 'bypass' }),
  })
  await say(key, 'start the build in the background')
  claude.last.answer('started')
  await settle()
  settings.claude.allowBypass = false
  sessions.settingsChanged()
  expect(actsIn(claude.last)).toBe('ask')
})
