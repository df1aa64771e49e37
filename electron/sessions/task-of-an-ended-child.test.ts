import { expect, it } from 'vitest'

import { begun, settle } from './testing/harness.ts'

it('a resumed Claude that first takes note of a background task which had ended with its child tells of no failure', async () => {
  const { sessions, claude, finals, say, key } = await begun()
  await say(key, 'start the build in the background')
  claude.last.answer('started')
  await settle()
  await sessions.park(key)
  await say(key, 'next')
  // Seen with 2.1.329: an empty result of the task, before Claude takes the prompt.
  claude.last.begin()
  claude.last.end({ how: 'failed', code: 'empty-turn', message: 'Claude did nothing.' }, '', { unprompted: true })
  await settle()
  expect(sessions.view(key)?.status).toBe('working')
  claude.last.answer('done')
  await settle()
  expect(finals.map(({ prompt, outcome }) => [prompt?.text, outcome.how])).toEqual([
    ['start the build in the background', 'done'],
    ['next', 'done'],
  ])
})
