import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { SimChat } from '../../simulator/index.ts'
import { ourProcesses } from './processes.ts'
import { answersTo, isMemory, stillPassing, transcriptOf, unmarked, wasAskedAbout } from './seen.ts'
import { standingPrompts } from './transcripts.ts'
import type { SaidPrompt, World } from './world.ts'

/** What is waited for before it counts as lost. Milliseconds. */
const SETTLE_MS = 60_000

const dealtWith = (world: World, prompt: SaidPrompt): boolean =>
  answersTo(world, prompt).length > 0 || wasAskedAbout(world, prompt)

const remembered = (world: World, chat: SimChat, from: number): string | null =>
  world.telegram
    .messages(chat, { from: 'bot' })
    .filter((message) => message.id > from && message.buttons.length === 0)
    .map((message) => message.text)
    .find(isMemory) ?? null

/** Asks Claude what was said in this chat: the conversation as it goes on, not as files hold it. */
async function recall(world: World, chat: SimChat): Promise<string> {
  const from = world.telegram.allMessages(chat).at(-1)?.id ?? 0
  world.tell(chat, 'remember')
  return world.telegram.waitFor(() => remembered(world, chat, from), {
    what: `the memory of ${chat.title}`,
    timeoutMs: SETTLE_MS,
  })
}

const counted = (text: string, word: string): number => text.split(word).length - 1

interface Records {
  readonly chats: Readonly<Record<string, { readonly currentSession: string | null }>>
  readonly sessions: Readonly<Record<string, unknown>>
}

/** Each broken promise in words; empty where all were kept. */
async function broken(world: World, memories: ReadonlyMap<SimChat, string>): Promise<readonly string[]> {
  const faults: string[] = [...world.violations]
  const standing = await standingPrompts(world.home)
  for (const prompt of world.said) {
    const { word, chat } = prompt
    const times = standing.filter((one) => counted(one.text, word) > 0).length
    if (times !== 1) faults.push(`${prompt.text} stands ${times} times in the transcripts`)
    const recalled = counted(memories.get(chat) ?? '', word)
    if (recalled !== 1) faults.push(`${prompt.text} stands ${recalled} times in the conversation`)
    const answers = unmarked(answersTo(world, prompt)).length
    if (answers > 1) faults.push(`${prompt.text} was answered ${answers} times without a word of doubt`)
  }
  const records = JSON.parse(await readFile(join(world.dataDir, 'sessions.json'), 'utf8')) as Records
  for (const chat of memories.keys()) {
    const session = records.chats[world.keyOf(chat)]?.currentSession
    if (!session || !(session in records.sessions)) faults.push(`the record of ${chat.title} or its session is gone`)
    for (const message of stillPassing(world, chat)) faults.push(`a message still looks at work: ${message.text}`)
  }
  for (const { session } of standing)
    if (!(session in records.sessions)) faults.push(`session ${session} has a transcript and no record`)
  return [...new Set(faults)]
}

/** Resolves when every prompt so far has its answer or an honest question. */
export const settle = (world: World): Promise<unknown> =>
  world.telegram.waitFor(() => world.said.every((prompt) => dealtWith(world, prompt)), {
    what: 'an answer or a question for every prompt',
    timeoutMs: SETTLE_MS,
  })

/**
 * Waits until the living host has settled everything, ends it in order, and says which promises (docs/architecture.md) were
 * broken, with what can be known about it. Null where all were kept.
 */
export async function judge(world: World): Promise<string | null> {
  const chats = [...new Set(world.said.map(({ chat }) => chat))]
  const faults: string[] = []
  const memories = new Map<SimChat, string>()
  try {
    await settle(world)
    for (const chat of chats) memories.set(chat, await recall(world, chat))
    // In a group a message may have to wait some seconds for its turn to be taken away: 20 requests a minute.
    await world.telegram.waitFor(() => chats.every((chat) => stillPassing(world, chat).length === 0), {
      what: 'that no message looks at work',
      timeoutMs: SETTLE_MS,
    })
  } catch (error) {
    faults.push(String(error))
  }
  await world
    .host()
    .close()
    .catch((error: unknown) => faults.push(String(error)))
  for (const { pid, command } of ourProcesses(world.model.url)) faults.push(`process ${pid} is left: ${command}`)
  faults.push(...(await broken(world, memories).catch((error: unknown) => [String(error)])))
  if (faults.length === 0) return null
  const shown = chats.map((chat) => `${chat.title}:\n${transcriptOf(world, chat)}`)
  return [...faults, ...shown, world.log()].join('\n')
}
