import { expect, it } from 'vitest'

import type { ChatKey } from '../shared/ids.ts'
import type { Prompt } from '../shared/prompt.ts'
import { newRuntime } from './chat-runtime.ts'
import type { Core } from './core.ts'
import { superseded } from './interrupted.ts'
import { FakeClock } from './testing/fake-clock.ts'

const prompt = { id: 'p', text: 'one' } as unknown as Prompt

it.each([
  ['a prompt that came after it', 101, true],
  ['a prompt that had come when it was asked', 100, false],
  ['anything that a person does now', undefined, true],
])('the question about a cut turn is closed by %s: %s', (_what, acceptedAt, closed) => {
  const clock = new FakeClock()
  const openOf = () => [{ prompt, state: 'interrupted', session: null }]
  const core = { clock, journal: { openOf } } as unknown as Core
  const runtime = { ...newRuntime('telegram:1' as ChatKey, 0), interrupted: { prompt, since: 100 } }
  expect(superseded(core, runtime, acceptedAt)).toEqual(
    closed ? [{ type: 'done', id: 'p', how: 'superseded', at: clock.now() }] : [],
  )
  expect(runtime.interrupted === null).toBe(closed)
  if (closed) expect(superseded(core, runtime)).toEqual([])
})
