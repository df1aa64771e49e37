import { describe, expect, it } from 'vitest'

import { gate, text, until } from '../../simulator/index.ts'
import { inWorld } from './in-world.ts'
import { claudeProcesses } from './processes.ts'
import { judge } from './promises.ts'
import { answersTo } from './seen.ts'

describe('a busy child that survives the app', () => {
  it('runs to the end of its turn, is waited for, answers once, and its session goes on', () =>
    inWorld(async (world) => {
      const [chat] = world.chats
      const door = gate()
      world.model.on(/^slow /, ({ text: words }) => [text('begun. '), until(door), text(`slow answer ${words}`)])
      const host = await world.boot()
      const prompt = world.ask(chat, 'slow')
      await world.model.waitFor(() => world.model.running() === 1)
      await world.telegram.waitFor(() => world.telegram.drafts(chat).some((draft) => draft.text.includes('begun')))
      await host.kill()
      const [survivor] = claudeProcesses(world.model.url)
      expect(survivor, 'the child outlives the app').toBeDefined()

      await world.boot()
      await world.telegram.waitFor(
        () =>
          world.telegram
            .messages(chat, { from: 'bot' })
            .some(({ text }) => text.includes('finishing from before the restart')),
        { timeoutMs: 20_000 },
      )
      // Said while the survivor holds the session: it must wait for it.
      world.ask(chat)
      await world.telegram.waitFor(() => world.telegram.pendingUpdates().length === 0)
      expect(claudeProcesses(world.model.url).map(({ pid }) => pid)).toEqual([survivor?.pid])
      expect(world.model.running()).toBe(1)
      door.open()
      expect(await judge(world)).toBeNull()
      expect(answersTo(world, prompt)).toHaveLength(1)
    }))
})
