import { parseArgs } from 'node:util'

import { writeSection } from '../document.ts'
import { startContender } from '../lib/contender.ts'
import type { Contender } from '../lib/contender.ts'
import { pause } from '../lib/monotonic.ts'
import { openWorld } from '../lib/world.ts'
import { answerAll, promptOf, tally } from './prompts.ts'
import { judge } from './verdict.ts'

// npm run soak -- --minutes N: 20 chats, random prompts; the line is killed and the network cut at random; the last
// third is without kills, so that growth can be seen. Says what was lost: it must be nothing.

const CHATS = 20
const MOST_LIVE = '6'
const KILL_EVERY_MS = 25_000
/** Of the time, kills happen in this share. */
const KILLING = 0.6
const DRAIN_MS = 90_000

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '2' } } })
const minutes = Number(values.minutes)
const world = await openWorld(CHATS, { limits: true, requestLog: 2000 })
const { telegram, model, chats } = world
answerAll(model)
const environment = { ...world.environment, BENCH_LIVE: MOST_LIVE }
const begin = (): Promise<Contender> => startContender('hosts/line.ts', environment, { execArgv: ['--expose-gc'] })
const between = (least: number, most: number): number => least + Math.random() * (most - least)

async function stats(line: Contender) {
  const told = line.next('stats')
  line.order('stats')
  return told
}

const asked: number[] = []
const over = new AbortController()
async function people(): Promise<void> {
  while (!over.signal.aborted) {
    const { chat, person } = chats[Math.floor(Math.random() * CHATS)] as (typeof chats)[number]
    asked.push(asked.length)
    telegram.say(chat, person, promptOf(asked.length - 1))
    await pause(between(200, 1500))
  }
}

async function weather(): Promise<number> {
  let cuts = 0
  while (!over.signal.aborted) {
    await pause(between(4000, 10_000))
    cuts += 1
    if (Math.random() < 0.5) telegram.faults.drop('sendMessage', 'after')
    else {
      await telegram.faults.offline()
      await pause(between(500, 3000))
      await telegram.faults.online()
    }
  }
  return cuts
}

/** What an interrupted turn asks the person: they go on. */
function goOn(): void {
  for (const { chat } of chats)
    for (const message of telegram.messages(chat, { from: 'bot' }))
      if (message.buttons.flat().some(({ text }) => text === 'Continue')) telegram.press(message, 'Continue')
}

const began = Date.now()
const endAt = began + minutes * 60_000
let line = await begin()
const [talk, cutting] = [people(), weather()]
let kills = 0
while (Date.now() < began + minutes * 60_000 * KILLING) {
  await pause(between(KILL_EVERY_MS * 0.5, KILL_EVERY_MS))
  await line.kill()
  kills += 1
  line = await begin()
}
const before = await stats(line)
await pause(Math.max(0, endAt - Date.now()))
over.abort()
await talk
const cuts = await cutting
telegram.faults.clear()

const pressing = setInterval(goOn, 3000)
const answered = (): boolean => {
  const counts = tally(chats.flatMap(({ chat }) => telegram.messages(chat, { from: 'bot' }).map(({ text }) => text)))
  return asked.every((id) => counts.has(id))
}
await telegram
  .waitFor(answered, { timeoutMs: DRAIN_MS, what: 'every answer' })
  .catch((error: unknown) => console.error(String(error)))
clearInterval(pressing)
const after = await stats(line)
await line.close()
const { lost, givenTwice, silentDuplicates, markedDuplicates } = judge(world, asked)
await world.close()

const body = [
  `| soak of ${minutes} minutes, ${CHATS} chats, at most ${MOST_LIVE} live | |`,
  '| --- | --- |',
  `| prompts | ${asked.length} |`,
  `| kills of the line (SIGKILL) · network cuts | ${kills} · ${cuts} |`,
  `| lost | ${lost.length} |`,
  `| given to Claude twice | ${givenTwice.length} |`,
  `| answers doubled without a word · marked “may be a duplicate” | ${silentDuplicates.length} · ${markedDuplicates} |`,
  `| heap after the last kill → at the end | ${before.heapMb.toFixed(1)} → ${after.heapMb.toFixed(1)} MB |`,
  `| open handles, the same | ${before.handles} → ${after.handles} |`,
  `| open files, the same | ${before.files} → ${after.files} |`,
].join('\n')
console.log(body)
for (const [name, ids] of Object.entries({ lost, givenTwice, silentDuplicates }))
  if (ids.length > 0) console.log(`${name}: ${ids.join(' ')}`)
await writeSection('soak', body)
process.exit(lost.length + givenTwice.length > 0 ? 1 : 0)
