import { gate, text, until } from '../../electron/simulator/index.ts'
import { startContender } from '../lib/contender.ts'
import { pause } from '../lib/monotonic.ts'
import { percentile } from '../lib/statistics.ts'
import { openWorld } from '../lib/world.ts'
import { row } from '../row.ts'
import type { Row } from '../row.ts'

const PART = 'The way in and out'
const CHATS = 4
const TURNS = 40
const PAUSE_MS = 100

/** From Claude's first text coming out of its pipe to the first request that shows it. */
export async function firstText(): Promise<Row[]> {
  const world = await openWorld(CHATS)
  const { telegram, model, chats } = world
  const line = await startContender('hosts/line.ts', world.environment)
  try {
    const samples: number[] = []
    for (let index = 0; index < CHATS + TURNS; index += 1) {
      const { chat, person } = chats[index % CHATS] as (typeof chats)[number]
      const door = gate()
      const word = `opening${index}.`
      model.on(`turn ${index}`, [text(`${word} `), until(door), text('The end.')])
      await pause(PAUSE_MS)
      const came = line.next('first text')
      telegram.say(chat, person, `turn ${index}`)
      const shown = await telegram.waitFor(() =>
        telegram.requests().findLast(({ params }) => JSON.stringify(params['text'] ?? '').includes(word)),
      )
      if (index >= CHATS) samples.push(Math.max(0, shown.at - (await came).at))
      door.open()
      await telegram.waitFor(() => telegram.messages(chat, { from: 'bot' }).at(-1)?.text === `${word} The end.`)
    }
    const p95 = percentile(samples, 0.95)
    return [
      row(PART, {
        name: 'Claude’s first text → first request that shows it, p50',
        unit: 'ms',
        ours: percentile(samples, 0.5),
      }),
      row(PART, { name: 'the same, p95', unit: 'ms', ours: p95, goal: '≤ 50 ms', met: p95 <= 50 }),
    ]
  } finally {
    await line.close()
    await world.close()
  }
}
