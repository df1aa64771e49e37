import { expect, it } from 'vitest'

import { chatRecordSchema } from '../shared/chat.ts'
import type { ChatRecord } from '../shared/chat.ts'
import type { SessionId } from '../shared/ids.ts'
import { defaultSettings } from '../shared/settings.ts'
import type { Settings } from '../shared/settings.ts'
import type { Core } from './core.ts'
import { wantedOf } from './wanted-child.ts'

const session = 's' as SessionId
const wanted = (chat: Partial<ChatRecord>, claude: Partial<Settings['claude']> = {}) => {
  const settings = defaultSettings()
  Object.assign(settings.claude, claude)
  const core = { settings: () => settings } as unknown as Core
  const record = chatRecordSchema.parse({
    key: 'telegram:1',
    kind: 'private',
    title: 'Ann',
    directory: '/code',
    createdAt: 0,
    lastActivityAt: 0,
  })
  return wantedOf(core, { ...record, ...chat })
}

it('what a prompt wants of its child is what the chat prefers, else what the settings say', () => {
  expect(wanted({}, { model: 'opus', mode: 'plan' })).toMatchObject({ model: 'opus', mode: 'plan' })
  expect(wanted({ preferences: { model: 'haiku', mode: 'acceptEdits' } }, { model: 'opus', mode: 'plan' })).toEqual({
    directory: '/code',
    model: 'haiku',
    mode: 'acceptEdits',
    session: null,
    fork: false,
  })
})

it.each([
  [true, 'bypass'],
  [false, 'ask'],
] as const)(
  'what a prompt wants of its child is no mode that is not allowed any more (allowed: %s)',
  (allowBypass, mode) => {
    expect(wanted({ preferences: { mode: 'bypass' } }, { allowBypass })).toMatchObject({ mode })
  },
)

it('what a prompt wants of its child is a copy only of a session that there is', () => {
  expect(wanted({ currentSession: session, forkNext: true })).toMatchObject({ session, fork: true })
  expect(wanted({ currentSession: session, forkNext: false })).toMatchObject({ session, fork: false })
  expect(wanted({ currentSession: null, forkNext: true })).toMatchObject({ session: null, fork: false })
})
