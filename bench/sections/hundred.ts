import { startContender } from '../lib/contender.ts'
import { pause } from '../lib/monotonic.ts'
import { processCount, residentMb } from '../lib/process-tree.ts'
import { openWorld } from '../lib/world.ts'
import type { World } from '../lib/world.ts'
import { row } from '../row.ts'
import type { Row } from '../row.ts'

const CHATS = 100
/** Live at once; the other ninety are parked. */
const LIVE = 10
/** What was parked last has ended, and what it left is collected. */
const SETTLE_MS = 5000

interface Kept {
  readonly memory: number
  readonly processes: number
}

/** One answer in each of a hundred chats, ten at a time, and what is kept of it. */
async function afterHundred(file: string, environment: Readonly<Record<string, string>> = {}): Promise<Kept> {
  const world = await openWorld(CHATS)
  const contender = await startContender(file, { ...world.environment, ...environment })
  try {
    for (let from = 0; from < CHATS; from += LIVE)
      await Promise.all(world.chats.slice(from, from + LIVE).map((one, at) => answered(world, one, from + at)))
    await pause(SETTLE_MS)
    return { memory: await residentMb(contender.pid), processes: await processCount(contender.pid) }
  } finally {
    await contender.close()
    await world.close()
  }
}

async function answered({ telegram }: World, { chat, person }: World['chats'][number], n: number): Promise<void> {
  telegram.say(chat, person, `echo chat ${n}`)
  await telegram.waitFor(() => telegram.messages(chat, { from: 'bot' }).some((one) => one.text === `chat ${n}`), {
    timeoutMs: 60_000,
    what: `the answer in chat ${n}`,
  })
}

/** Memory with a hundred chats, most of them parked. */
export async function hundred(): Promise<Row[]> {
  const ours = await afterHundred('hosts/line.ts', { BENCH_LIVE: String(LIVE), MAX_CONCURRENT_QUERIES: String(LIVE) })
  const theirs = await afterHundred('baselines/one-session.ts')
  const part = 'Against a bare bot with one session for all chats'
  return [
    row(part, {
      name: `memory after a hundred chats’ turns, ${LIVE} of them live`,
      unit: 'MB',
      ours: ours.memory,
      baseline: theirs.memory,
    }),
    row(part, { name: 'processes then', unit: '', ours: ours.processes, baseline: theirs.processes }),
  ]
}
