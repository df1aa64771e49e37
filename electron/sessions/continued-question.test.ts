import { expect, it } from 'vitest'

import type { PromptId } from '../shared/ids.ts'
import { FakeClaude } from './testing/fake-claude.ts'
import { begun, harness, settle } from './testing/harness.ts'

const by = { surface: 'dashboard' as const, name: 'Ann' }

it('"Continue" on one of two questions about cut turns leaves the other open, once its child has been opened', async () => {
  const first = await begun()
  const { disk, clock, key } = first
  const restarted = async (...cut: PromptId[]) => {
    const claude = new FakeClaude()
    for (const id of cut) claude.answers.set(id, { found: true, ended: false, text: '' })
    const run = harness({ disk, clock, claude })
    await run.sessions.start()
    await settle()
    return run
  }
  await first.say(key, 'one')
  first.claude.last.begin()
  const one = first.claude.last.given[0]?.id as PromptId
  await first.say(key, 'two')
  // Killed while "one" ran, and again while "two" did.
  const second = await restarted(one)
  const two = second.claude.last.given[0]?.id as PromptId
  second.claude.last.begin()
  const { sessions, claude } = await restarted(one, two)
  clock.advance(5000)
  expect(await sessions.resolveInterrupted(one, 'continue', by)).toMatchObject({ ok: true })
  await settle()
  claude.last.answer('went on')
  await settle()
  expect(sessions.view(key)?.question).toMatchObject({ prompt: two })
  expect(await sessions.resolveInterrupted(two, 'continue', by)).toMatchObject({ ok: true })
})
