import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { expect, it } from 'vitest'

import type { Clock } from '../../shared/clock.ts'
import { Secret } from '../../shared/secret.ts'
import { createBotApi } from './api.ts'
import { poll } from './polling.ts'
import { createRound } from './round.ts'

const POLLS = 60_000

// grammY before 1.46 kept 0.5 KB of every poll: 30 MB here, and hundreds in a tray app that runs for months.
it('holds its memory flat over sixty thousand polls', { timeout: 120_000 }, async () => {
  setFlagsFromString('--expose_gc')
  const collect = runInNewContext('gc') as () => void
  const heap = (): number => {
    collect()
    return process.memoryUsage().heapUsed
  }
  let time = 0
  const clock: Clock = { now: () => (time += 50_000), after: () => () => undefined }
  const round = createRound(clock)
  const answer = { status: 200, json: () => Promise.resolve({ ok: true, result: [] }) }
  const api = createBotApi({
    token: new Secret('1:test'),
    apiRoot: 'http://test',
    fetch: (() => Promise.resolve(answer)) as never,
  })
  let polls = 0
  let before = 0
  const onPoll = (): void => {
    polls += 1
    if (polls === 2000) before = heap()
    if (polls === POLLS) round.cancel()
  }
  await poll({ api, round, clock, accept: async () => undefined, onPoll })
  expect(polls).toBe(POLLS)
  expect(heap() - before).toBeLessThan(2_000_000)
})
