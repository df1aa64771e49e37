import { describe, it } from 'vitest'

import { inWorld } from './in-world.ts'
import { namedSteps } from './named-steps.ts'
import { attend } from './people.ts'
import { judge } from './promises.ts'

/** Two lives take about 5 s; a busy machine ten times that. */
const STEP_LIMIT_MS = 150_000

describe('nothing is lost and nothing is said twice when the app is killed', () => {
  for (const [index, { name, kill, work }] of namedSteps.entries()) {
    it.concurrent(`killed ${name}`, { timeout: STEP_LIMIT_MS }, ({ expect }) =>
      inWorld(async (world) => {
        attend(world.telegram, world.chats, world.you)
        // By turns in the private chat and in the group, which stream in different ways. In the group the answer takes
        // the place of the message that streamed it: an edit, which may be repeated and needs no mark before it.
        const [inPrivate, inGroup] = world.chats
        const chat = index % 2 === 0 || name.includes('about to be sent') ? inPrivate : inGroup
        const host = await world.boot({ kill })
        world.ask(chat, work)
        const { signal } = await host.exited
        expect(signal, 'killed at its step').toBe('SIGKILL')
        await world.boot()
        world.ask(chat)
        expect(await judge(world)).toBeNull()
      }),
    )
  }
})
