import { describe, it } from 'vitest'

import { inWorld } from './in-world.ts'
import { namedSteps } from './named-steps.ts'
import { attend } from './people.ts'
import { judge } from './promises.ts'

describe('nothing is lost and nothing is said twice when the app is killed', () => {
  for (const { name, kill, work } of namedSteps) {
    it.concurrent(name, ({ expect }) =>
      inWorld(async (world) => {
        attend(world.telegram, world.chats, world.you)
        const [one, other] = world.chats
        const host = await world.boot({ kill })
        world.ask(one, work)
        world.ask(other, work)
        const { signal } = await host.exited
        expect(signal, 'killed at its step').toBe('SIGKILL')
        await world.boot()
        world.ask(one)
        expect(await judge(world)).toBeNull()
      }),
    )
  }
})
