import { expect, it } from 'vitest'

import type { ProcessView } from '../shared/app-state.ts'
import type { ChatKey } from '../shared/ids.ts'
import { silentLog } from '../shared/log.ts'
import { createProcessMonitor } from './process-monitor.ts'
import { FakeClock } from './testing/fake-clock.ts'
import { settle } from './testing/harness.ts'

const [first, second] = ['telegram:1' as ChatKey, 'telegram:2' as ChatKey]
const view = (pid: number): ProcessView => ({ pid, name: 'claude', memory: 1, cpu: 2, startedAt: 0 })

function rig() {
  const clock = new FakeClock()
  const live = new Map([
    [first, 10],
    [second, 20],
  ])
  const sampled: (readonly number[])[] = []
  const shown = new Map<ChatKey, readonly ProcessView[]>()
  const monitor = createProcessMonitor({
    livePids: () => live,
    async sample(pids) {
      sampled.push(pids)
      return new Map(pids.map((pid) => [pid, [view(pid)]]))
    },
    publish: (chat, processes) => void shown.set(chat, processes),
    checkDirectories: async () => undefined,
    clock,
    log: silentLog,
  })
  const pass = async (): Promise<void> => {
    await settle()
    clock.advance(2000)
    await settle()
  }
  return { monitor, live, sampled, shown, pass }
}

it('reads the process table once a round for all live sessions, and shows each its own', async () => {
  const { monitor, live, sampled, shown, pass } = rig()
  monitor.watch(true)
  await pass()
  expect(sampled).toEqual([
    [10, 20],
    [10, 20],
  ])
  expect(shown.get(second)).toEqual([view(20)])
  live.delete(second)
  await pass()
  expect(shown.get(second)).toEqual([])
})

it('samples nothing while no window is seen, and has one loop however often it is hidden and shown', async () => {
  const { monitor, sampled, pass } = rig()
  await pass()
  expect(sampled).toHaveLength(0)
  monitor.watch(true)
  monitor.watch(false)
  monitor.watch(true)
  await settle()
  const begun = sampled.length
  await pass()
  await pass()
  expect(sampled).toHaveLength(begun + 2)
  monitor.watch(false)
  await pass()
  expect(sampled).toHaveLength(begun + 2)
})
