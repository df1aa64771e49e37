import { expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { settle } from '../../sessions/testing/harness.ts'
import { silentLog } from '../../shared/log.ts'
import { MemoryDisk, memoryJournal } from '../testing/memory-journal.ts'
import { messageUpdate } from '../testing/updates.ts'
import { joiningOf, LONG_TEXT } from './grouping.ts'
import { createIntake } from './intake.ts'
import { createIntakeJournal } from './journal.ts'
import type { IntakeRecord } from './record.ts'

const open = (disk: MemoryDisk<IntakeRecord>) => {
  const clock = new FakeClock()
  const routed: number[] = []
  const told: unknown[] = []
  const intake = createIntake({
    journal: createIntakeJournal(memoryJournal(disk), silentLog),
    clock,
    log: silentLog,
    place: ({ update: { message } }) => ({ lane: 'chat', joining: joiningOf(message, false) }),
    route: async (group) => void routed.push(...group.map(({ update }) => update.update_id)),
    giveUp: async (_group, error) => void told.push(error),
  })
  return { intake, clock, routed, told }
}
const long = () => messageUpdate(1, { text: 'x'.repeat(LONG_TEXT + 1) })

it('a long paste is handled when the disk takes it again, not only at the next start', async () => {
  const disk = new MemoryDisk<IntakeRecord>()
  const { intake, clock, routed } = open(disk)
  await intake.accept([long()], 42)
  disk.full = new Error('ENOSPC')
  clock.advance(2000)
  await settle()
  disk.full = null
  for (let second = 0; second < 60; second++) {
    clock.advance(1000)
    await settle()
  }
  expect(routed).toEqual([1])
})

it('its sender is told where the disk stays full', async () => {
  const disk = new MemoryDisk<IntakeRecord>()
  const { intake, clock, told } = open(disk)
  await intake.accept([long()], 42)
  disk.full = new Error('ENOSPC')
  for (let second = 0; second < 60; second++) {
    clock.advance(1000)
    await settle()
  }
  expect(told).toHaveLength(1)
})

it('what was handled while the disk was full is not handled again at the next start', async () => {
  const disk = new MemoryDisk<IntakeRecord>()
  const first = open(disk)
  await first.intake.accept([messageUpdate(1)], 42)
  disk.full = new Error('ENOSPC')
  await settle()
  expect(first.routed).toEqual([1]) // and its sender was told that it was not saved
  for (let second = 0; second < 10; second++) {
    first.clock.advance(1000)
    await settle()
  }
  disk.full = null
  for (let second = 0; second < 60; second++) {
    first.clock.advance(1000)
    await settle()
  }
  await first.intake.close()
  const next = open(disk)
  next.intake.resume()
  await settle()
  expect(next.routed).toEqual([])
})
