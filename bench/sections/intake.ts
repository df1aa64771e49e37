import { startContender } from '../lib/contender.ts'
import { openFloor } from '../lib/floor.ts'
import { monotonicMs, pause } from '../lib/monotonic.ts'
import { percentile } from '../lib/statistics.ts'
import { openWorld } from '../lib/world.ts'
import { row } from '../row.ts'
import type { Row } from '../row.ts'

const PART = 'The way in and out'
/** In turn, so that Telegram's one message a second and chat does not hold the benchmark up. */
const CHATS = 8
const WARM_UP = 2 * CHATS
const PROMPTS = 200
/** Between two prompts: what the last turn leaves to be written is written, as with a person who reads. */
const PAUSE_MS = 40

/**
 * From the moment the server hands over an update to the prompt in a warm Claude child's pipe; beside it what one exchange
 * and three fsyncs cost here.
 */
export async function intake(): Promise<Row[]> {
  const world = await openWorld(CHATS)
  const { telegram, chats } = world
  const floor = await openFloor(world.directory)
  const line = await startContender('hosts/line.ts', world.environment)
  try {
    const samples: number[] = []
    const floors: number[] = []
    for (let index = 0; index < WARM_UP + PROMPTS; index += 1) {
      const { chat, person } = chats[index % CHATS] as (typeof chats)[number]
      await telegram.waitFor(() => telegram.polling() === 1)
      await pause(PAUSE_MS)
      const written = line.next('written')
      const handedOver = monotonicMs()
      telegram.say(chat, person, `echo answer ${index}`)
      samples.push((await written).at - handedOver)
      await telegram.waitFor(() => telegram.messages(chat, { from: 'bot' }).at(-1)?.text === `answer ${index}`)
      floors.push(await floor.measure())
    }
    const warm = samples.slice(WARM_UP)
    const p50 = percentile(warm, 0.5)
    const p99 = percentile(warm, 0.99)
    return [
      row(PART, {
        name: 'update handed over → prompt in a warm child’s pipe, p50',
        unit: 'ms',
        ours: p50,
        baseline: percentile(floors.slice(WARM_UP), 0.5),
        goal: '≤ 5 ms',
        met: p50 <= 5,
      }),
      row(PART, {
        name: 'the same, p99',
        unit: 'ms',
        ours: p99,
        baseline: percentile(floors.slice(WARM_UP), 0.99),
        goal: '≤ 25 ms',
        met: p99 <= 25,
      }),
    ]
  } finally {
    await line.close()
    await floor.close()
    await world.close()
  }
}
