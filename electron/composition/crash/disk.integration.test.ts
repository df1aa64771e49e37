import { describe, it } from 'vitest'

import type { DiskFailure } from './fault-plan.ts'
import { inWorld } from './in-world.ts'
import { attend } from './people.ts'
import { judge } from './promises.ts'

/** Each file that the domain relies on, refused in the middle of its work: full at a write, broken at an fsync. */
const FAILURES: readonly DiskFailure[] = [
  { file: 'updates.jsonl', op: 'write', code: 'ENOSPC', times: 2 },
  { file: 'updates.jsonl', op: 'sync', code: 'EIO' },
  { file: 'prompts.jsonl', op: 'sync', code: 'EIO', containing: '"type":"done"' },
  { file: 'finals.jsonl', op: 'write', code: 'ENOSPC', times: 2 },
  { file: 'finals.jsonl', op: 'sync', code: 'EIO', containing: '"type":"part"' },
  { file: 'sessions.json', op: 'rename', code: 'ENOSPC', times: 2 },
  { file: 'sessions.json', op: 'rename', code: 'EIO', times: 2 },
]

describe('a disk that refuses', () => {
  for (const failure of FAILURES) {
    it.concurrent(`${failure.code} at ${failure.op} of ${failure.file} ${failure.containing ?? ''}`, ({ expect }) =>
      inWorld(async (world) => {
        attend(world.telegram, world.chats, world.you)
        await world.boot({ failures: [failure] })
        world.ask(world.chats[0])
        world.ask(world.chats[0], 'slow')
        expect(await judge(world)).toBeNull()
      }))
  }

  it.concurrent('at the step of giving a prompt: it is not given, the chat is told, and /retry gives it', ({
    expect,
  }) =>
    inWorld(async (world) => {
      const [chat] = world.chats
      const failure: DiskFailure = { file: 'prompts.jsonl', op: 'write', code: 'ENOSPC', containing: '"type":"given"' }
      await world.boot({ failures: [failure] })
      world.ask(chat)
      await world.telegram.waitFor(
        () => world.telegram.messages(chat, { from: 'bot' }).some(({ text }) => /^Failed: .*disk is full/.test(text)),
        { timeoutMs: 20_000 },
      )
      expect(world.model.turns()).toBe(0)
      world.tell(chat, '/retry')
      expect(await judge(world)).toBeNull()
    }))
})
