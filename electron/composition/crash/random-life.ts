import { settle } from './promises.ts'
import type { Random } from './random.ts'
import type { Work, World } from './world.ts'

/** Passages of a life in which two prompts are served, about; a number beyond the last one is killed at rest. */
const PASSAGES = 160

const WORKS: readonly Work[] = ['echo', 'echo', 'slow', 'tool']

/**
 * One life of the app, killed at a random passage (a write, an fsync, a rename, a log line or a timer), with one
 * to three prompts said before or while it runs. In one life of four the Claude children die with it.
 */
export async function randomLife(world: World, random: Random): Promise<void> {
  const askSome = (): void => {
    const chat = world.chats[random.below(world.chats.length)]
    if (chat) world.ask(chat, WORKS[random.below(WORKS.length)])
  }
  const before = random.below(2)
  for (let said = 0; said < before; said++) askSome()
  const kill = 1 + random.below(PASSAGES)
  const withChildren = random.chance(0.25)
  const after = 1 + random.below(2)
  const host = await world.boot({ kill })
  for (let said = 0; said < after; said++) askSome()
  // Where everything is settled before the passage comes, it is killed at rest.
  await Promise.race([host.exited, settle(world)])
  await host.kill()
  if (withChildren) world.killChildren()
}
