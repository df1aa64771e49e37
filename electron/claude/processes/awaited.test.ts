import { expect, test } from 'vitest'

import { systemClock } from '../../shared/clock.ts'
import type { SessionId } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { createFakeTable } from '../testing/fake-table.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'
import { createSurvivors } from './survivors.ts'

const A = '9db8949f-0000-4000-8000-00000000000a' as SessionId
const B = '9db8949f-0000-4000-8000-00000000000b' as SessionId
const entry = (pid: number, sessionId: SessionId | null): LedgerEntry => ({
  pid,
  startTime: `t${pid}`,
  mark: `SWITCHBOARD_CHILD=${pid}`,
  owner: 'local:x',
  directory: '/p',
  sessionId,
  since: 5,
})

test('a child whose answer is waited for is not offered as one that nobody waits for', async () => {
  const table = createFakeTable()
  for (const pid of [7, 8]) table.start(pid)
  let earlier = [entry(7, A), entry(8, B)]
  const ledger = {
    earlier: async () => earlier,
    unentered: async () => [],
    remove: async ({ pid }: { pid: number }) => void (earlier = earlier.filter((one) => one.pid !== pid)),
  } as unknown as Ledger
  const survivors = createSurvivors({
    clock: systemClock,
    log: silentLog,
    table,
    ledger,
    registered: async () => [],
    own: () => new Set(),
  })
  // As recovery does at a start: what no open prompt names is ended, the rest is waited for.
  await survivors.reap((session) => session === A)
  const waiting = survivors.waitForSurvivor(A, 60_000)
  expect(await survivors.leftovers()).toEqual([])
  table.end(7)
  await waiting
})
