import { stat } from 'node:fs/promises'
import { join } from 'node:path'

import { systemClock } from '../../electron/shared/clock.ts'
import { silentLog } from '../../electron/shared/log.ts'
import { nodeDisk } from '../../electron/storage/disk.ts'
import type { Disk } from '../../electron/storage/disk.ts'
import { openSessionsStore } from '../../electron/storage/store/sessions-store.ts'
import { chatRecord, sessionId, sessionRecord } from '../../electron/storage/testing/records.ts'
import { longestBlock, ms, quantile, times } from './measure.ts'
import type { Row } from './measure.ts'

const COUNT = 10_000

/** The real disk, counting how often a file is replaced. */
function createCountingDisk() {
  let writes = 0
  const disk: Disk = {
    ...nodeDisk,
    rename(from, to) {
      if (to.endsWith('sessions.json')) writes++
      return nodeDisk.rename(from, to)
    },
  }
  return { disk, writes: () => writes }
}

const open = (dir: string, disk: Disk) => openSessionsStore(dir, { disk, clock: systemClock, log: silentLog })

/** A store of 10,000 sessions in 500 chats, none of them written yet. */
async function newStore(dir: string, disk: Disk) {
  await disk.mkdir(dir)
  const store = await open(dir, disk)
  store.update((data) => {
    for (let n = 0; n < COUNT; n++) data.sessions[sessionId(n)] = sessionRecord(n)
    for (let n = 0; n < COUNT / 20; n++) data.chats[`telegram:${n}`] = chatRecord(n)
  })
  return store
}

/** `sessions.json` with 10,000 sessions in 500 chats. */
export async function storeBench(dir: string): Promise<Row[]> {
  const { disk, writes } = createCountingDisk()
  const firsts: number[] = []
  let block = 0
  for (const name of ['', 'second', 'third', 'fourth', 'fifth']) {
    const first = await newStore(join(dir, name), disk)
    const cold = await longestBlock(() => times(1, () => first.flush()))
    firsts.push(...cold.result)
    block = Math.max(block, cold.block)
    await first.close()
  }

  const load = await times(7, () => open(dir, disk))
  const store = await open(dir, disk)
  await times(1, () => store.flush())
  const touch = (n: number) =>
    store.update((data) => {
      data.sessions[sessionId(n % COUNT)] = { ...sessionRecord(n % COUNT), lastActivityAt: n }
    })
  const warm = await longestBlock(() =>
    times(7, async (index) => {
      touch(index)
      await store.flush()
    }),
  )

  const before = writes()
  const busy = await longestBlock(async () => {
    const start = performance.now()
    for (let n = 0; n < 3000; n++) {
      touch(n)
      const ahead = start + n - performance.now()
      if (ahead > 1) await new Promise((resolve) => void setTimeout(resolve, ahead))
    }
    return (performance.now() - start) / 1000
  })
  const rate = (writes() - before) / busy.result
  const { size } = await stat(join(dir, 'sessions.json'))
  await store.close()

  return [
    {
      name: 'Store: load 10,000 sessions',
      figure: ms(quantile(load, 0.5)),
      goal: '< 150 ms',
      firstPlan: '< 100 ms at typical size',
    },
    {
      name: 'Store: first save of 10,000 sessions (median of five new stores)',
      figure: ms(
        quantile(
          firsts.toSorted((a, b) => a - b),
          0.5,
        ),
      ),
      goal: '< 100 ms',
    },
    {
      name: 'Store: later save of 10,000 sessions',
      figure: ms(quantile(warm.result, 0.5)),
      goal: '< 100 ms',
      firstPlan: '< 100 ms at typical size',
    },
    {
      name: 'Store: longest block of the event loop in a save',
      figure: ms(Math.max(block, warm.block)),
      goal: '< 20 ms',
    },
    { name: 'Store: writes a second at 1,000 updates a second', figure: rate.toFixed(1), goal: '≤ 4' },
    { name: 'Store: longest block at 1,000 updates a second', figure: ms(busy.block), goal: '< 20 ms' },
    {
      name: 'Store: bytes a session',
      figure: `${(size / COUNT / 1024).toFixed(2)} KB`,
      goal: '< 1 KB',
      firstPlan: '< 10 KB a user',
    },
  ]
}
