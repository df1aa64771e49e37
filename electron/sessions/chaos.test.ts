import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { ChatKey } from '../shared/ids.ts'
import { FakeClaude } from './testing/fake-claude.ts'
import { FakeClock } from './testing/fake-clock.ts'
import { FakeDisk, harness, settle } from './testing/harness.ts'

type Step =
  | { readonly do: 'say'; readonly chat: number }
  | { readonly do: 'answer'; readonly child: number }
  | { readonly do: 'die'; readonly child: number }
  | { readonly do: 'stop'; readonly chat: number }
  | { readonly do: 'wait' }
  /** SIGKILL of the app. `wrote`: Claude had written the prompts it was given to its transcript; `ended`: and their answers. */
  | { readonly do: 'kill'; readonly wrote: boolean; readonly ended: boolean }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('say' as const), chat: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer' as const), child: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('die' as const), child: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stop' as const), chat: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kill' as const), wrote: fc.boolean(), ended: fc.boolean() }) },
)

/**
 * The world outside the app: one disk, and what Claude's transcripts hold. A child that was given a prompt and
 * whose host is killed either has it in its transcript or lost it for good (measured with Claude Code 2.1.329).
 */
class World {
  readonly disk = new FakeDisk()
  claude = new FakeClaude()
  /** One time for all runs: a clock that began anew would make old and new prompts look like one burst. */
  readonly clock = new FakeClock()
  run = this.boot()
  said = 0
  /** How often each prompt stands in the conversation. */
  readonly standing = new Map<string, number>()
  readonly delivered: string[] = []
  readonly asked: string[] = []

  boot() {
    return harness({
      disk: this.disk,
      claude: this.claude,
      clock: this.clock,
      settings: (s) => void (s.claude.maxConcurrentTurns = 2),
    })
  }

  /** A turn's prompt is in the conversation from when Claude has dealt with it. */
  stands(text: string): void {
    this.standing.set(text, (this.standing.get(text) ?? 0) + 1)
  }

  collect(): void {
    this.delivered.push(...this.run.finals.splice(0).map((final) => final.id))
    for (const event of this.run.events.splice(0)) {
      if (event.type === 'notice') for (const action of event.actions) this.asked.push(String(action.prompt))
    }
  }

  busy() {
    return this.claude.opened.filter(
      (live) => !live.closed && live.given.length > 0 && !done.has(live.given.at(-1)?.id ?? ''),
    )
  }

  async kill(wrote: boolean, ended: boolean): Promise<void> {
    this.collect()
    const previous = this.claude
    this.claude = new FakeClaude()
    for (const [id, answer] of previous.answers) this.claude.answers.set(id, answer)
    for (const live of previous.opened) {
      const last = live.given.at(-1)
      if (!last || done.has(last.id) || live.closed || !wrote) continue
      done.add(last.id)
      this.stands(last.text)
      this.claude.answers.set(last.id, { found: true, ended, text: ended ? `answer to ${last.text}` : '' })
    }
    this.run = this.boot()
    await this.run.sessions.start()
    await settle()
  }
}

/** Prompts whose turn is over on Claude's side. Reset for each run of the property. */
let done = new Set<string>()

async function play(world: World, steps: readonly Step[]): Promise<void> {
  await world.run.sessions.start()
  for (const key of [0, 1, 2]) await world.run.chat(key)
  for (const next of steps) {
    await perform(world, next)
    await settle()
    world.collect()
  }
}

async function perform(world: World, next: Step): Promise<void> {
  const { sessions, say, clock } = world.run
  const child = 'child' in next ? world.busy()[next.child % Math.max(1, world.busy().length)] : undefined
  switch (next.do) {
    case 'say':
      await say(`telegram:${next.chat}` as ChatKey, `prompt-${world.said++}`)
      return
    case 'answer': {
      const last = child?.given.at(-1)
      if (!child || !last) return
      done.add(last.id)
      world.stands(last.text)
      world.claude.answers.set(last.id, { found: true, ended: true, text: 'ok' })
      child.answer(`answer to ${last.text}`)
      return
    }
    case 'die': {
      const last = child?.given.at(-1)
      if (!child || !last) return
      done.add(last.id)
      world.stands(last.text)
      child.closed = true
      child.say({ type: 'exited', code: null, signal: 'SIGKILL', stderr: '' })
      return
    }
    case 'stop': {
      const key = `telegram:${next.chat}` as ChatKey
      const given = world
        .busy()
        .find((live) => live.options.owner === key)
        ?.given.at(-1)
      if (given) {
        done.add(given.id)
        world.stands(given.text)
      }
      await sessions.stop(key, { surface: 'telegram' })
      return
    }
    case 'wait':
      clock.advance(11 * 60_000)
      return
    case 'kill':
      await world.kill(next.wrote, next.ended)
  }
}

/** Answers everything that still runs or waits, until nothing is left to do. */
async function drain(world: World): Promise<void> {
  for (let round = 0; round < 200; round++) {
    const [live] = world.busy()
    if (!live) return
    await perform(world, { do: 'answer', child: 0 })
    await settle()
    world.collect()
  }
}

describe('promise 1 and 2, over random lives of the app', () => {
  it('every prompt stands in the conversation exactly once and has its answer or an honest question', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        done = new Set()
        const world = new World()
        await play(world, steps)
        await drain(world)
        const accepted = world.disk.records.flatMap((record) => (record.type === 'accepted' ? [record.prompt] : []))
        const prompts = new Map(accepted.map((prompt) => [prompt.id, prompt]))
        for (const prompt of prompts.values()) {
          expect(world.standing.get(prompt.text), `${prompt.text} in the conversation`).toBe(1)
          const answered = world.delivered.includes(`final:${prompt.id}`) || world.asked.includes(prompt.id)
          expect(answered, `${prompt.text} answered`).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
})
