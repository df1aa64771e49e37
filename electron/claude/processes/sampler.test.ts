import { expect, test } from 'vitest'

import { createFakeTable } from '../testing/fake-table.ts'
import { createSampler } from './sampler.ts'

test('a live session’s processes are told with the CPU they used since the last look', async () => {
  let now = 10_000
  const table = createFakeTable()
  const sampler = createSampler({ table, clock: { now: () => now, after: () => () => undefined } })
  table.start(5, { startedAt: 0, cpuMs: 1000, memory: 70 })
  table.start(6, { parent: 5, name: 'node', startedAt: 9000, cpuMs: 500 })
  expect(await sampler.sample([5, 404])).toEqual([
    {
      pid: 5,
      name: 'claude',
      memory: 70,
      cpuPercent: 10,
      startedAt: 0,
      children: [{ pid: 6, name: 'node', memory: 0, cpuPercent: 50, startedAt: 9000 }],
    },
  ])
  now = 11_000
  table.start(5, { startedAt: 0, cpuMs: 1250 })
  table.end(6)
  // The same pid again is another process: what the first one used does not count.
  table.start(6, { parent: 5, startTime: 'later', startedAt: 10_900, cpuMs: 10 })
  const [sample] = await sampler.sample([5])
  expect([sample?.cpuPercent, sample?.children[0]?.cpuPercent]).toEqual([25, 10])
})
