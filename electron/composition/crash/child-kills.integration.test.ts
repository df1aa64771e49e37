import { describe, it } from 'vitest'

import { bash, hang, text } from '../../simulator/index.ts'
import { inWorld } from './in-world.ts'
import { attend } from './people.ts'
import { claudeProcesses } from './processes.ts'
import { judge } from './promises.ts'
import type { World } from './world.ts'

const DIED = "Claude's process ended by SIGKILL while it worked"

const messagesWith = (world: World, words: string): number =>
  world.telegram.messages(world.chats[0], { from: 'bot' }).filter((message) => message.text.includes(words)).length

/** Only Claude itself, as the kernel would when memory runs out; what it started is left to Switchboard. */
const killClaude = (world: World): void => {
  for (const { pid } of claudeProcesses(world.model.url)) process.kill(pid, 'SIGKILL')
}

describe('kill -9 of the Claude child', () => {
  it.concurrent('in the middle of its words: the chat is told, and the session goes on', ({ expect }) =>
    inWorld(async (world) => {
      const [chat] = world.chats
      world.model.on(/^slow /, [text('begun. '), hang()])
      await world.boot()
      world.ask(chat)
      await world.telegram.waitFor(() => messagesWith(world, 'w0x') > 0, { timeoutMs: 20_000 })
      world.tell(chat, 'slow death')
      await world.telegram.waitFor(() => world.telegram.drafts(chat).some((draft) => draft.text.includes('begun')))
      killClaude(world)
      await world.telegram.waitFor(() => messagesWith(world, DIED) === 1, { timeoutMs: 20_000 })
      world.ask(chat)
      expect(await judge(world)).toBeNull()
    }))

  it.concurrent('while a tool runs: the tool does not outlive it', ({ expect }) =>
    inWorld(async (world) => {
      const [chat] = world.chats
      attend(world.telegram, world.chats, world.you)
      world.model.on(/^tool /, [bash('touch begun.txt; echo reached; sleep 300'), text('never')])
      await world.boot()
      world.ask(chat, 'echo', 2000)
      world.tell(chat, 'tool death')
      await world.telegram.waitFor(() => messagesWith(world, 'Allowed once') === 1, { timeoutMs: 20_000 })
      killClaude(world)
      await world.telegram.waitFor(() => messagesWith(world, DIED) === 1, { timeoutMs: 20_000 })
      world.ask(chat)
      expect(await judge(world)).toBeNull()
    }))

  it.concurrent('while a permission is asked: the old button is dead, and the session goes on', ({ expect }) =>
    inWorld(async (world) => {
      const [chat] = world.chats
      await world.boot()
      world.ask(chat)
      await world.telegram.waitFor(() => messagesWith(world, 'w0x') > 0, { timeoutMs: 20_000 })
      world.tell(chat, 'tool death')
      const ask = await world.telegram.waitFor(
        () => world.telegram.messages(chat, { from: 'bot' }).find(({ text }) => text.startsWith('Needs approval')),
        { timeoutMs: 20_000 },
      )
      killClaude(world)
      await world.telegram.waitFor(() => messagesWith(world, DIED) === 1, { timeoutMs: 20_000 })
      await world.telegram.waitFor(() => ask.buttons.length === 0)
      world.ask(chat)
      expect(await judge(world)).toBeNull()
    }))
})
