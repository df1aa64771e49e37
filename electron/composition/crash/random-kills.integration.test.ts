import { describe, it } from 'vitest'

import { inWorld } from './in-world.ts'
import { attend } from './people.ts'
import { judge } from './promises.ts'
import { randomLife } from './random-life.ts'
import { createRandom } from './random.ts'

/** Kills in all (`npm run crash -- --runs 200`), and so many lives on one data directory before it is judged. */
const RUNS = Number(process.env['CRASH_RUNS'] ?? 8)
const LIVES = 4
/** The same in every run of `npm test`, so that a red one can be repeated; `npm run crash` takes new ones. */
const SEED = Number(process.env['CRASH_SEED'] ?? 369_779)
/** A world takes about 20 s on a quiet machine with two cores; a busy one ten times that. */
const LIMIT_MS = 300_000

describe(`kill -9 of the app at ${RUNS} random points (CRASH_SEED=${SEED})`, () => {
  for (let world = 0; world < Math.ceil(RUNS / LIVES); world++) {
    const seed = SEED + world
    it.concurrent(`loses nothing and says nothing twice: CRASH_SEED=${seed}`, { timeout: LIMIT_MS }, ({ expect }) =>
      inWorld(async (world) => {
        const random = createRandom(seed)
        attend(world.telegram, world.chats, world.you, random)
        for (let life = 0; life < LIVES; life++) await randomLife(world, random)
        await world.boot()
        expect(await judge(world)).toBeNull()
      }),
    )
  }
})
