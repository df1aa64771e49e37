import { expect, it } from 'vitest'

import { begun, settle } from './testing/harness.ts'

const by = { surface: 'telegram' as const, userId: 7, name: 'Ann' }

it('a child that is ended for another one, and first tells of what it had in the background, fails no prompt', async () => {
  const { sessions, claude, finals, say, key } = await begun()
  await say(key, 'start the build in the background')
  claude.last.answer('started')
  await settle()
  await sessions.setDirectory(key, '/code/other', by)
  const leaving = claude.last
  let gone: () => void = () => undefined
  leaving.closing = new Promise((resolve) => (gone = resolve))
  await say(key, 'next')
  // At the end of its input Claude waits for its task, says something about it, and exits (seen with 2.1.329).
  leaving.begin()
  leaving.say({ type: 'text', delta: 'The build is done.', block: true })
  leaving.end({ how: 'done' }, 'The build is done.', { unprompted: true })
  gone()
  await settle()
  expect(claude.opened).toHaveLength(2)
  expect(claude.last.given.map(({ text }) => text)).toEqual(['next'])
  expect(sessions.turn(key)?.prompt?.text).toBe('next')
  claude.last.answer('done')
  await settle()
  expect(finals.map(({ prompt, outcome, text }) => [prompt?.text, outcome.how, text])).toEqual([
    ['start the build in the background', 'done', 'started'],
    [undefined, 'done', 'The build is done.'],
    ['next', 'done', 'done'],
  ])
})
