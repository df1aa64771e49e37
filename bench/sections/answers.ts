import { text, wait } from '../../electron/simulator/index.ts'
import type { Step } from '../../electron/simulator/index.ts'
import { startContender } from '../lib/contender.ts'
import type { Contender } from '../lib/contender.ts'
import { monotonicMs, pause } from '../lib/monotonic.ts'
import { processCount, residentMb } from '../lib/process-tree.ts'
import { median } from '../lib/statistics.ts'
import { openWorld } from '../lib/world.ts'
import type { World } from '../lib/world.ts'

const CHATS = 10
const WARM = 3
const PARKED = 2
/** Longer than Telegram's one message a second and chat, so that one answer does not wait for the one before. */
const READING_MS = 1100

/** What one contender did with the same questions. Milliseconds, MB, counts; null where it cannot do it. */
export interface Answers {
  readonly warmFirst: number
  readonly warmFinal: number
  readonly parkedFirst: number | null
  readonly parkedFinal: number | null
  /** All ten, asked at once, answered. */
  readonly ten: number
  readonly requests: number
  readonly memoryOne: number
  readonly memoryTen: number
  readonly processes: number
}

/** An answer of two seconds in twenty pieces, as a model writes it. */
const story = (mark: string): readonly Step[] =>
  Array.from({ length: 20 }, (_, index) => [text(index === 0 ? `${mark} ` : `word ${index} `), wait(100)]).flat()

/** Whether the chat's last message is the whole answer with this mark. */
function whole(world: World, index: number, mark: string): boolean {
  const { chat } = world.chats[index] as World['chats'][number]
  const last = world.telegram.messages(chat, { from: 'bot' }).at(-1)?.text ?? ''
  return last.startsWith(`${mark} `) && last.trimEnd().endsWith('word 19')
}

/** Asks in one chat; milliseconds to the first text seen and to the message that is the whole answer. */
async function ask(world: World, index: number, mark: string): Promise<{ first: number; final: number }> {
  const { telegram } = world
  const { chat, person } = world.chats[index] as World['chats'][number]
  const began = monotonicMs()
  telegram.say(chat, person, `tell ${mark}`)
  const timeoutMs = 60_000
  await telegram.waitFor(
    () =>
      telegram.messages(chat, { from: 'bot' }).at(-1)?.text.includes(mark) ||
      telegram.drafts(chat).at(-1)?.text.includes(mark),
    { timeoutMs, what: `first text of ${mark}` },
  )
  const first = monotonicMs() - began
  await telegram.waitFor(() => whole(world, index, mark), { timeoutMs, what: `final of ${mark}` })
  return { first, final: monotonicMs() - began }
}

async function repeated(count: number, once: (index: number) => Promise<{ first: number; final: number }>) {
  const runs: { first: number; final: number }[] = []
  for (let index = 0; index < count; index += 1) {
    runs.push(await once(index))
    await pause(READING_MS)
  }
  return { first: median(runs.map(({ first }) => first)), final: median(runs.map(({ final }) => final)) }
}

async function parked(world: World, contender: Contender, canPark: boolean) {
  if (!canPark) return null
  return repeated(PARKED, async (index) => {
    const done = contender.next('parked')
    contender.order('park')
    await done
    return ask(world, 0, `parked${index}`)
  })
}

/** Puts the same questions to a contender: `bench/<file>`. */
export async function answersOf(
  file: string,
  options: { readonly canPark: boolean; readonly environment?: Readonly<Record<string, string>> },
): Promise<Answers> {
  const world = await openWorld(CHATS)
  const { telegram, model } = world
  model.on(/^tell /, ({ text: said }) => story(said.split(/\s+/)[1] ?? ''))
  const contender = await startContender(file, { ...world.environment, ...options.environment })
  try {
    await ask(world, 0, 'warmup')
    await pause(READING_MS)
    const memoryOne = await residentMb(contender.pid)
    const before = telegram.requests().filter(({ method }) => method !== 'getUpdates').length
    const warm = await repeated(WARM, (index) => ask(world, 0, `warm${index}`))
    const after = telegram.requests().filter(({ method }) => method !== 'getUpdates').length
    const cold = await parked(world, contender, options.canPark)
    const everyone = Array.from({ length: CHATS }, (_, index) => index)
    // Once in each chat before it counts: all are warm, for whom there is such a thing.
    await Promise.all(everyone.slice(1).map((index) => ask(world, index, `before${index}`)))
    await pause(READING_MS)
    const memoryTen = await residentMb(contender.pid)
    const processes = await processCount(contender.pid)
    const finals = await Promise.all(everyone.map((index) => ask(world, index, `ten${index}`)))
    const ten = Math.max(...finals.map(({ final }) => final))
    return {
      warmFirst: warm.first,
      warmFinal: warm.final,
      parkedFirst: cold?.first ?? null,
      parkedFinal: cold?.final ?? null,
      ten,
      requests: (after - before) / WARM,
      memoryOne,
      memoryTen,
      processes,
    }
  } finally {
    await contender.close()
    await world.close()
  }
}
