import { describe, expect, it } from 'vitest'

import type { PromptId } from '../shared/ids.ts'
import { FakeClaude } from './testing/fake-claude.ts'
import { begun, harness, settle } from './testing/harness.ts'

const by = { surface: 'dashboard' as const, name: 'Ann' }

describe('two prompts of one chat that restarts cut off', () => {
  it('are asked about one after the other', async () => {
    const first = await begun()
    const { disk, clock, key } = first
    await first.say(key, 'one')
    first.claude.last.begin()
    const one = first.claude.last.given[0]?.id as PromptId
    await first.say(key, 'two')
    // killed while "one" ran and "two" waited
    const claude = new FakeClaude()
    claude.answers.set(one, { found: true, ended: false, text: '' })
    const second = harness({ disk, clock, claude })
    await second.sessions.start()
    await settle()
    // "two" was accepted before the question: it runs, and does not close it
    expect(claude.opened.length).toBe(1)
    claude.last.begin()
    const two = claude.last.given[0]?.id as PromptId
    // killed again
    const claude3 = new FakeClaude()
    claude3.answers.set(one, { found: true, ended: false, text: '' })
    claude3.answers.set(two, { found: true, ended: false, text: '' })
    const third = harness({ disk, clock, claude: claude3 })
    await third.sessions.start()
    await settle()
    expect(third.sessions.view(key)?.status).toBe('needs answer')
    // answered: drop the one that the dashboard shows
    const shown = third.sessions.view(key)?.question?.prompt as PromptId
    await third.sessions.resolveInterrupted(shown, 'drop', by)
    expect(third.sessions.view(key)?.question?.prompt).toBe(shown === one ? two : one)
  })

  it('are both closed by a prompt that came after them', async () => {
    const first = await begun()
    const { disk, clock, key } = first
    await first.say(key, 'one')
    const one = first.claude.last.given[0]?.id as PromptId
    await first.say(key, 'two')
    const restarted = async (cut: readonly PromptId[]) => {
      const claude = new FakeClaude()
      for (const id of cut) claude.answers.set(id, { found: true, ended: false, text: '' })
      const run = harness({ disk, clock, claude })
      await run.sessions.start()
      await settle()
      return run
    }
    const second = await restarted([one])
    const two = second.claude.last.given[0]?.id as PromptId
    const third = await restarted([one, two])
    await third.say(key, 'never mind, do this')
    third.claude.last.answer('done')
    await settle()
    const fourth = await restarted([one, two])
    expect(fourth.events.filter(({ type }) => type === 'notice')).toEqual([])
  })
})
