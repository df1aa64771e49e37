import { createWorld } from './world.ts'
import type { World } from './world.ts'

/** Runs with a new world and closes it, whatever happens. */
export async function inWorld(run: (world: World) => Promise<void>): Promise<void> {
  const world = await createWorld()
  try {
    await run(world)
  } finally {
    await world.close()
  }
}
