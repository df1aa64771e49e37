import { describe, it } from 'vitest'

import { inWorld } from './in-world.ts'
import { judge, settle } from './promises.ts'
import { answersTo } from './seen.ts'

describe('a network that fails', () => {
  it.concurrent('the connection is cut before Telegram acted: the answer comes', ({ expect }) =>
    inWorld(async (world) => {
      await world.boot()
      world.telegram.faults.drop('sendMessage', 'before', { times: 2 })
      world.ask(world.chats[0])
      world.ask(world.chats[1])
      expect(await judge(world)).toBeNull()
    }))

  it.concurrent('the confirmation is lost: the answer comes again and says that it may be a duplicate', ({ expect }) =>
    inWorld(async (world) => {
      await world.boot()
      world.telegram.faults.drop('sendMessage', 'after', { times: 1 })
      const prompt = world.ask(world.chats[0])
      await world.telegram.waitFor(() => answersTo(world, prompt).length === 2, { timeoutMs: 30_000 })
      expect(await judge(world)).toBeNull()
    }))

  it.concurrent('an update is acknowledged and lost on the way back: it is served once', ({ expect }) =>
    inWorld(async (world) => {
      await world.boot()
      world.telegram.faults.drop('getUpdates', 'after', { times: 2 })
      world.ask(world.chats[0])
      world.ask(world.chats[1])
      expect(await judge(world)).toBeNull()
    }))

  it.concurrent('offline for a while, and killed while it is: all is served when Telegram is back', ({ expect }) =>
    inWorld(async (world) => {
      const host = await world.boot()
      const before = world.ask(world.chats[0], 'slow')
      await world.model.waitFor(() => world.model.running() === 1, { timeoutMs: 20_000 })
      await world.telegram.faults.offline()
      await world.model.waitFor(() => world.model.running() === 0)
      world.ask(world.chats[1])
      await host.kill()
      await world.boot()
      await world.telegram.faults.online()
      await settle(world)
      expect(answersTo(world, before)).toHaveLength(1)
      expect(await judge(world)).toBeNull()
    }))

  it.concurrent('429: nothing goes to that chat before its time, and nothing is lost', ({ expect }) =>
    inWorld(async (world) => {
      const host = await world.boot()
      const tooMany = { code: 429, description: 'Too Many Requests: retry after 2', parameters: { retry_after: 2 } }
      world.telegram.faults.fail('sendMessage', tooMany, { times: 2 })
      const prompt = world.ask(world.chats[0])
      world.ask(world.chats[1])
      await world.telegram.waitFor(() => world.telegram.count('sendMessage') > 0, { timeoutMs: 20_000 })
      expect(answersTo(world, prompt)).toHaveLength(0)
      await host.kill()
      await world.boot()
      expect(await judge(world)).toBeNull()
      expect(world.telegram.violations()).toEqual([])
    }))
})
