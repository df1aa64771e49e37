import { expect, test } from 'vitest'

import { systemClock } from '../../shared/clock.ts'
import type { Clock } from '../../shared/clock.ts'
import type { SessionId } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { createFakeTable } from '../testing/fake-table.ts'
import type { FakeTable } from '../testing/fake-table.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'
import { isAlive } from './registry.ts'
import type { RegisteredSession } from './registry.ts'
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

/** A clock whose time goes on by each wait, and that lets a test act at a moment. */
function jumpingClock(at: (now: number) => void): Clock {
  let now = 0
  return {
    now: () => now,
    after(ms, run) {
      queueMicrotask(() => {
        now += ms
        at(now)
        run()
      })
      return () => undefined
    },
  }
}

interface House {
  readonly table: FakeTable
  readonly entries?: readonly LedgerEntry[]
  readonly registry?: readonly RegisteredSession[]
  readonly own?: readonly number[]
  readonly at?: (now: number) => void
  /** Marks of children that were about to be started. */
  readonly announced?: readonly string[]
}

function house({ table, entries = [], registry = [], own = [], announced = [], at = () => undefined }: House) {
  let earlier = entries
  let unentered = announced
  const ledger: Ledger = {
    earlier: () => Promise.resolve(earlier),
    announce: () => Promise.resolve(),
    unentered: () => Promise.resolve(unentered),
    withdraw(mark) {
      unentered = unentered.filter((one) => one !== mark)
      return Promise.resolve()
    },
    add: () => Promise.resolve(),
    name: () => Promise.resolve(),
    remove({ pid }) {
      earlier = earlier.filter((one) => one.pid !== pid)
      return Promise.resolve()
    },
  }
  const survivors = createSurvivors({
    clock: jumpingClock(at),
    log: silentLog,
    table,
    ledger,
    registered: async () => {
      const alive = await Promise.all(registry.map(async (one) => (await table.one(one.pid)) !== null))
      return registry.filter((_, index) => alive[index])
    },
    own: () => new Set(own),
  })
  return { survivors, ledgerNow: () => earlier.map(({ pid }) => pid), announced: () => unentered }
}

const registered = (pid: number, sessionId: SessionId): RegisteredSession => ({
  pid,
  startTime: `t${pid}`,
  sessionId,
  status: 'busy',
  startedAt: 7,
})

test('holders are told as ours or foreign, and our own live children are none', async () => {
  const table = createFakeTable()
  for (const pid of [10, 11, 12, 13]) table.start(pid)
  const { survivors } = house({
    table,
    entries: [entry(10, A), entry(13, A)],
    registry: [registered(10, A), registered(11, A), registered(12, A), registered(11, B)],
    own: [12],
  })
  expect((await survivors.holders(A)).map(({ pid, whose, status }) => [pid, whose, status])).toEqual([
    [10, 'ours', 'busy'],
    [11, 'foreign', 'busy'],
    [13, 'ours', 'unknown'],
  ])
})

test('a pid that another process has by now is no survivor', async () => {
  const table = createFakeTable()
  table.start(10, { startTime: 'later' })
  const { survivors } = house({ table, entries: [entry(10, A)] })
  expect(await survivors.holders(A)).toEqual([])
  expect(await survivors.reap(() => false)).toBe(0)
  expect(table.signals).toEqual([])
})

test('a survivor is waited for until it has ended by itself, and is not signalled', async () => {
  const table = createFakeTable()
  table.start(10)
  const { survivors, ledgerNow } = house({
    table,
    entries: [entry(10, A)],
    at: (now) => now >= 3000 && table.end(10),
  })
  expect(await survivors.waitForSurvivor(A, 60_000)).toBe('gone')
  expect([table.signals, ledgerNow()]).toEqual([[], []])
})

test('after the limit a survivor is ended with all that it started, SIGTERM first', async () => {
  const table = createFakeTable()
  table.start(10, { stubborn: true })
  table.start(20, { parent: 10, stubborn: true })
  table.start(30, { mark: 'SWITCHBOARD_CHILD=10' })
  const { survivors } = house({ table, entries: [entry(10, A)] })
  expect(await survivors.waitForSurvivor(A, 1000)).toBe('terminated')
  expect(table.signals).toEqual(['SIGTERM group 10', 'SIGKILL group 10', 'SIGKILL 20', 'SIGKILL 30'])
})

test('a leftover is listed with its session, and ended only if it is the very process that was shown', async () => {
  const table = createFakeTable()
  for (const pid of [7, 8]) table.start(pid)
  const { survivors } = house({ table, entries: [entry(7, A), entry(8, null)] })
  expect(await survivors.leftovers()).toEqual([
    { pid: 7, session: A, startedAt: 5 },
    { pid: 8, session: null, startedAt: 5 },
  ])
  await survivors.endLeftover(7, 6)
  await survivors.endLeftover(404, 5)
  expect(table.signals).toEqual([])
  await survivors.endLeftover(7, 5)
  expect(table.signals).toEqual(['SIGTERM group 7'])
})

test('a session held by a terminal is not waited for', async () => {
  const table = createFakeTable()
  table.start(11)
  const { survivors } = house({ table, registry: [registered(11, A)] })
  expect(await survivors.waitForSurvivor(A, 60_000)).toBe('foreign')
  expect(table.signals).toEqual([])
})

test('reaping ends a child that was being started when the kill came, though its pid was never written', async () => {
  const table = createFakeTable()
  table.start(9, { mark: 'SWITCHBOARD_CHILD=x' })
  table.start(10, { mark: 'SWITCHBOARD_CHILD=other' })
  const { survivors, announced } = house({ table, announced: ['SWITCHBOARD_CHILD=x', 'SWITCHBOARD_CHILD=never'] })
  await survivors.reap(() => true)
  expect(table.signals).toEqual(['SIGKILL 9'])
  expect(announced()).toEqual([])
})

test('reaping ends survivors that nobody waits for and what dead ones left behind, and keeps the others', async () => {
  const table = createFakeTable()
  table.start(10)
  table.start(11)
  table.start(40, { mark: 'SWITCHBOARD_CHILD=12' })
  const { survivors, ledgerNow } = house({ table, entries: [entry(10, A), entry(11, B), entry(12, A)] })
  expect(await survivors.reap((session) => session === A)).toBe(1)
  expect(table.signals).toEqual(['SIGTERM group 11', 'SIGKILL 40'])
  expect(ledgerNow()).toEqual([10])
})

test('a registration counts only for the very process that made it', async () => {
  const table = createFakeTable()
  table.start(1, { startTime: '319490', startedAt: 1_000_000 })
  table.start(2, { startTime: 'Sat Nov 21 05:45:18 2026', startedAt: 1_000_000 })
  const [linux, mac] = await table.all()
  if (!linux || !mac) throw new Error('two rows')
  expect(isAlive({ procStart: '319490', startedAt: 0 }, linux)).toBe(true)
  expect(isAlive({ procStart: '319491', startedAt: 1_000_000 }, linux)).toBe(false)
  expect(isAlive({ procStart: '', startedAt: 1_001_000 }, mac)).toBe(true)
  expect(isAlive({ procStart: '', startedAt: 9_000_000 }, mac)).toBe(false)
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
