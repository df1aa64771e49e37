import { expect, it } from 'vitest'

import { begun, settle } from './testing/harness.ts'

it('tells the surfaces that a turn is stale, also where a background task of Claude’s ended just before it', async () => {
  const { claude, say, key, clock, events, sessions } = await begun()
  await say(key, 'hello')
  claude.last.answer('world')
  await settle()
  await say(key, 'next')
  claude.last.begin()
  claude.last.end({ how: 'done' }, 'background task is done', { unprompted: true })
  await settle()
  expect(sessions.view(key)?.status).toBe('working')
  events.length = 0
  clock.advance(6 * 60_000)
  expect(sessions.view(key)?.status).toBe('stale')
  expect(events.filter(({ type }) => type === 'chat changed')).not.toEqual([])
})

it('tells the surfaces that a turn of Claude’s own is stale', async () => {
  const { claude, say, key, clock, events, sessions } = await begun({
    settings: (s) => void (s.claude.parkAfterMs = null),
  })
  await say(key, 'hello')
  claude.last.answer('world')
  await settle()
  claude.last.say({ type: 'tool started', id: 't', name: 'Bash', summary: 'x', input: {}, parent: null })
  await settle()
  events.length = 0
  clock.advance(6 * 60_000)
  expect(sessions.view(key)?.status).toBe('stale')
  expect(events.filter(({ type }) => type === 'chat changed')).not.toEqual([])
})
