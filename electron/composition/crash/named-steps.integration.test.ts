import { describe, it } from 'vitest'

import type { HostProcess } from './host-process.ts'
import { inWorld } from './in-world.ts'
import { swell } from './large-journal.ts'
import { namedSteps } from './named-steps.ts'
import { attend } from './people.ts'
import { judge, settle } from './promises.ts'
import type { World } from './world.ts'

/** Two lives take about 5 s. On a busy machine the limits of the single waits, which say what was awaited, come first. */
const STEP_LIMIT_MS = 300_000

const KINDS = ['private', 'group', 'topic'] as const

/** The signal that ended this life; where all is settled and the step was not passed yet, it is ended in order. */
async function endOf(host: HostProcess, world: World): Promise<string | null> {
  const settled = settle(world).then(
    () => host.close().catch(() => undefined),
    (error: unknown) => Promise.reject(new Error(`${String(error)}\n${world.log()}`)),
  )
  await Promise.race([host.exited, settled])
  return (await host.exited).signal
}

describe('nothing is lost and nothing is said twice when the app is killed', () => {
  for (const [index, step] of namedSteps.entries()) {
    const { name, kill, works, where = KINDS[index % 3] ?? 'private', large, changesSetting } = step
    it.concurrent(`killed ${name}`, { timeout: STEP_LIMIT_MS }, ({ expect }) =>
      inWorld(async (world) => {
        attend(world.telegram, world.chats, world.you)
        const chat = world.chats[KINDS.indexOf(where)] ?? world.chats[0]
        if (large) await swell(world.dataDir, large)
        const host = await world.boot({ kill })
        // Seconds apart, as seen by Telegram: prompts that are sent at once are one.
        for (const [index, work] of works.entries()) world.ask(chat, work, (works.length - index) * 2000)
        if (changesSetting) host.changeSetting()
        expect(await endOf(host, world), 'killed at its step').toBe('SIGKILL')
        await world.boot()
        world.ask(chat)
        expect(await judge(world)).toBeNull()
      }),
    )
  }
})
