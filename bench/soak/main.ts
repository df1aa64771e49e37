import { commandArguments, numberRefusal } from '../../scripts/lib/arguments.mjs'
import { writeSection } from '../document.ts'
import { startContender } from '../lib/contender.ts'
import type { Contender } from '../lib/contender.ts'
import { pause } from '../lib/monotonic.ts'
import { openWorld } from '../lib/world.ts'
import { createDeadline } from './deadline.ts'
import { growthOf } from './growth.ts'
import type { Sample } from './growth.ts'
import { answerAll } from './prompts.ts'
import { createTalk } from './talk.ts'
import { judge } from './verdict.ts'
import { badWeather, goOn } from './weather.ts'

// npm run soak -- --minutes N: 20 chats, random prompts; the line is killed and the network cut at random. Then one life
// without kills: a sample when every chat has run in it, another at the end; what grew between them is judged. Says what
// was lost: it must be nothing.

const CHATS = 20
const MOST_LIVE = '6'
const KILL_EVERY_MS = 25_000
/** Of the time, kills happen in this share. */
const KILLING = 0.6
/** So long may it take until everything that was asked is answered; a busy machine is slow. */
const DRAIN_MS = 180_000

const { values } = commandArguments({
  name: 'soak',
  usage: 'npm run soak [-- --minutes N]   20 chats at random for N minutes (2), with kills and network cuts',
  options: { minutes: { type: 'string', default: '2' } },
  refuse: (given) => numberRefusal(given, 'minutes', { least: 0.1, whole: false }),
})
const minutes = Number(values['minutes'])
const world = await openWorld(CHATS, { limits: true, requestLog: 2000 })
answerAll(world.model)
const environment = { ...world.environment, BENCH_LIVE: MOST_LIVE }

let line: Contender | null = null
const deadline = createDeadline((message) => {
  console.error(`${message}\nWithout an answer: ${talk.unanswered().join(' ') || 'none'}`)
  if (line) process.kill(line.pid, 'SIGKILL')
  process.exit(1)
})
const begin = async (): Promise<Contender> => {
  deadline.step('the line starts', 60_000)
  return (line = await startContender('hosts/line.ts', environment, { execArgv: ['--expose-gc'] }))
}

const talk = createTalk(world)
const over = new AbortController()

/** What the line holds when all is answered and nobody speaks. */
async function settledSample(of: Contender, when: string): Promise<Sample> {
  await talk.quiet()
  deadline.step(`every answer, ${when}`, DRAIN_MS + 10_000)
  await world.telegram
    .waitFor(() => talk.unanswered().length === 0, { timeoutMs: DRAIN_MS, what: `every answer ${when}` })
    // What is still without an answer is named at the end as lost.
    .catch((error: unknown) => console.error(String(error)))
  deadline.step('what the line holds', 60_000)
  const told = of.next('stats')
  of.order('stats')
  return told
}

const endAt = Date.now() + minutes * 60_000
let current = await begin()
const stopPressing = goOn(world)
talk.begin()
const cutting = badWeather(world, over.signal)
let kills = 0
while (Date.now() < endAt - minutes * 60_000 * (1 - KILLING)) {
  const life = KILL_EVERY_MS * (0.5 + Math.random() / 2)
  deadline.step('a life with kills', life + 30_000)
  await pause(life)
  await current.kill()
  kills += 1
  current = await begin()
}
talk.askAll()
const warm = await settledSample(current, 'since the last kill')
talk.begin()
const rest = Math.max(0, endAt - Date.now())
deadline.step('the life without kills', rest + 30_000)
await pause(rest)
over.abort()
const cuts = await cutting
talk.askAll()
const end = await settledSample(current, 'at the end')
stopPressing()
deadline.step('the end in order', 60_000)
await current.close()
const { lost, givenTwice, silentDuplicates, markedDuplicates } = judge(world, talk.asked)
await world.close()
deadline.over()

const growth = {
  heap: growthOf('heapMb', warm, end),
  handles: growthOf('handles', warm, end),
  files: growthOf('files', warm, end),
}
const grew = ({ from, to, ratio, ok }: ReturnType<typeof growthOf>, digits = 0): string =>
  `${from.toFixed(digits)} → ${to.toFixed(digits)}, ${ratio.toFixed(2)} times: ${ok ? 'steady' : 'GROWS'}`
const body = [
  `| soak of ${minutes} minutes, ${CHATS} chats, at most ${MOST_LIVE} live | |`,
  '| --- | --- |',
  `| prompts | ${talk.asked.length} |`,
  `| kills of the line (SIGKILL) · network cuts | ${kills} · ${cuts} |`,
  `| lost | ${lost.length} |`,
  `| given to Claude twice | ${givenTwice.length} |`,
  `| answers doubled without a word · marked “may be a duplicate” | ${silentDuplicates.length} · ${markedDuplicates} |`,
  `| heap (MB), when every chat has run since the last kill → at the end | ${grew(growth.heap, 1)} |`,
  `| open handles, the same | ${grew(growth.handles)} |`,
  `| open files, the same | ${grew(growth.files)} |`,
].join('\n')
console.log(body)
for (const [name, ids] of Object.entries({ lost, givenTwice, silentDuplicates }))
  if (ids.length > 0) console.log(`${name}: ${ids.join(' ')}`)
await writeSection('soak', body)
const steady = Object.values(growth).every(({ ok }) => ok)
process.exit(lost.length + givenTwice.length === 0 && steady ? 0 : 1)
