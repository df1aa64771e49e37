import { expect, it } from 'vitest'

import { begun, settle } from '../sessions/testing/harness.ts'
import { done, fail } from '../shared/result.ts'
import { createBotControl } from './bot-control.ts'
import type { Line } from './line.ts'

const by = { surface: 'dashboard' } as const

it('who is removed gets nothing more done: what waits is dropped, what runs is stopped, others’ goes on', async () => {
  const { sessions, claude, chat, key } = await begun()
  const other = await chat(2)
  const ask = (where: typeof key, text: string, userId: number) =>
    sessions.submit({ chat: where, text, actor: { surface: 'telegram', userId } })
  await ask(key, 'rm -rf build', 8)
  await settle()
  const running = claude.last
  running.begin()
  await ask(key, 'and all else', 8)
  await ask(other, 'the owner’s', 7)
  await settle()
  const bot = createBotControl({ sessions, telegram: { removePerson: () => done } as unknown as Line['telegram'] })
  const removed = bot.removePerson(8, by)
  await settle()
  expect(running.interrupts).toBe(1)
  running.end({ how: 'stopped' })
  expect(await removed).toEqual(done)
  await settle()
  expect(sessions.queue(key)).toEqual([])
  expect(sessions.turn(other)?.prompt?.text).toBe('the owner’s')
})

it('who was never let in is told so, and nobody is stopped', async () => {
  const { sessions, say, key, claude } = await begun()
  await say(key, 'go on')
  claude.last.begin()
  const refused = fail('unknown-person', 'Nobody with the id 8 was let in.')
  const bot = createBotControl({ sessions, telegram: { removePerson: () => refused } as unknown as Line['telegram'] })
  expect(await bot.removePerson(8, by)).toEqual(refused)
  expect(sessions.turn(key)).toBeDefined()
})
