import { describe, it } from 'vitest'

import type { DiskFailure } from './fault-plan.ts'
import { inWorld } from './in-world.ts'
import { swell } from './large-journal.ts'
import { FIRST_SEGMENT } from './named-steps.ts'
import type { NamedStep } from './named-steps.ts'
import { attend } from './people.ts'
import { judge } from './promises.ts'

interface Refusal extends DiskFailure {
  readonly large?: NamedStep['large']
}

/**
 * Each file that is written while prompts are served, refused in the middle of its work: full at a write, broken at an
 * fsync; with `.tmp` while a journal is rewritten.
 */
const FAILURES: readonly Refusal[] = [
  { file: 'updates.jsonl', op: 'write', code: 'ENOSPC', times: 2 },
  { file: 'updates.jsonl', op: 'sync', code: 'EIO' },
  { file: 'prompts.jsonl', op: 'sync', code: 'EIO', containing: '"type":"done"' },
  { file: 'finals.jsonl', op: 'write', code: 'ENOSPC', times: 2 },
  { file: 'finals.jsonl', op: 'sync', code: 'EIO', containing: '"type":"part"' },
  { file: 'sessions.json', op: 'rename', code: 'ENOSPC', times: 2 },
  { file: 'sessions.json', op: 'rename', code: 'EIO', times: 2 },
  { file: 'settings.json', op: 'rename', code: 'ENOSPC', times: 2 },
  { file: FIRST_SEGMENT, op: 'write', code: 'ENOSPC', times: 2 },
  { file: FIRST_SEGMENT, op: 'sync', code: 'EIO' },
  { file: 'usage.jsonl', op: 'write', code: 'ENOSPC' },
  { file: 'prompts.jsonl.tmp', op: 'write', code: 'ENOSPC', large: 'prompts.jsonl' },
  { file: 'finals.jsonl.tmp', op: 'sync', code: 'EIO', large: 'finals.jsonl' },
  { file: 'updates.jsonl.tmp', op: 'write', code: 'ENOSPC', large: 'updates.jsonl' },
  { file: 'usage.jsonl.tmp', op: 'write', code: 'ENOSPC', large: 'usage.jsonl' },
]

describe('a disk that refuses', () => {
  for (const { large, ...failure } of FAILURES) {
    it.concurrent(`${failure.code} at ${failure.op} of ${failure.file} ${failure.containing ?? ''}`, ({ expect }) =>
      inWorld(async (world) => {
        attend(world.telegram, world.chats, world.you)
        if (large) await swell(world.dataDir, large)
        const host = await world.boot({ failures: [failure] })
        host.changeSetting()
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
