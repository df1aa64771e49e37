import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { settle } from '../../sessions/testing/harness.ts'
import { silentLog } from '../../shared/log.ts'
import { MemoryDisk, memoryJournal } from '../testing/memory-journal.ts'
import { messageUpdate } from '../testing/updates.ts'
import { joiningOf } from './grouping.ts'
import { createIntake } from './intake.ts'
import { createIntakeJournal } from './journal.ts'
import type { Accepted, IntakeRecord } from './record.ts'

const BOT = 42

function open(
  disk = new MemoryDisk<IntakeRecord>(),
  more: { route?: (group: readonly Accepted[]) => Promise<void>; urgent?: (accepted: Accepted) => boolean } = {},
) {
  const clock = new FakeClock()
  const routed: number[][] = []
  const told: unknown[] = []
  const intake = createIntake({
    journal: createIntakeJournal(memoryJournal(disk), silentLog),
    clock,
    log: silentLog,
    place: (accepted) => {
      const urgent = more.urgent?.(accepted) === true
      const { message } = accepted.update
      return {
        lane: urgent ? null : `chat ${message?.chat.id}`,
        joining: urgent ? 'alone' : joiningOf(message, message?.text?.startsWith('/') === true),
      }
    },
    route: async (group) => {
      await more.route?.(group)
      routed.push(group.map(({ update }) => update.update_id))
    },
    giveUp: async (_group, error) => void told.push(error),
  })
  return { intake, clock, routed, told, disk }
}

describe('intake', () => {
  it('writes an update down before it resolves, and routes it', async () => {
    const { intake, routed, disk } = open()
    await intake.accept([messageUpdate(1)], BOT)
    expect(disk.records).toMatchObject([{ type: 'update', bot: BOT, update: { update_id: 1 } }])
    await settle()
    expect(routed).toEqual([[1]])
  })

  it('writes a whole batch with one append', async () => {
    const { intake, disk } = open()
    await intake.accept(
      Array.from({ length: 50 }, (_one, id) => messageUpdate(id)),
      BOT,
    )
    expect(disk.appends).toBe(1)
  })

  it('takes an update once, however often and in whichever run it is delivered', async () => {
    const first = open()
    await first.intake.accept([messageUpdate(1), messageUpdate(1)], BOT)
    await first.intake.accept([messageUpdate(1)], BOT)
    await settle()
    await first.intake.close()
    const second = open(first.disk)
    second.intake.resume()
    await second.intake.accept([messageUpdate(1)], BOT)
    await settle()
    expect([...first.routed, ...second.routed]).toEqual([[1]])
  })

  it('takes the same id from another bot as another update', async () => {
    const { intake, routed } = open()
    await intake.accept([messageUpdate(1)], BOT)
    await intake.accept([messageUpdate(1)], BOT + 1)
    await settle()
    expect(routed).toEqual([[1], [1]])
  })

  it('is not acknowledged where the disk is full, and accepted when it comes again', async () => {
    const { intake, routed, disk } = open()
    disk.full = new Error('ENOSPC')
    await expect(intake.accept([messageUpdate(1)], BOT)).rejects.toThrow('ENOSPC')
    disk.full = null
    await intake.accept([messageUpdate(1)], BOT)
    await settle()
    expect(routed).toEqual([[1]])
  })

  it('routes again after a kill what was not marked', async () => {
    const first = open()
    await first.intake.accept([messageUpdate(1)], BOT)
    await settle()
    // Killed before the marks were written.
    const second = open(first.disk)
    expect(second.intake.resume()).toBe(1)
    await settle()
    expect(second.routed).toEqual([[1]])
  })

  it('makes the same group after a kill, and lets nothing new into it', async () => {
    const album = (id: number) => messageUpdate(id, { media_group_id: 'album' })
    const first = open()
    await first.intake.accept([album(1), album(2)], BOT)
    await settle()
    first.clock.advance(1000)
    await settle()
    expect(first.routed).toEqual([[1, 2]])
    const second = open(first.disk)
    second.intake.resume()
    await second.intake.accept([album(3)], BOT)
    await settle()
    second.clock.advance(1000)
    await settle()
    expect(second.routed).toEqual([[1, 2], [3]])
  })

  it('gives a burst of one batch as one, at once, and again as the same after a kill', async () => {
    const first = open()
    await first.intake.accept([messageUpdate(1), messageUpdate(2), messageUpdate(3)], BOT)
    await settle()
    await first.intake.accept([messageUpdate(4)], BOT)
    await settle()
    expect(first.routed).toEqual([[1, 2, 3], [4]])
    const second = open(first.disk)
    second.intake.resume()
    await settle()
    expect(second.routed).toEqual([[1, 2, 3], [4]])
  })

  it('lets nothing into a burst that comes again with more behind it', async () => {
    const first = open()
    await first.intake.accept([messageUpdate(1), messageUpdate(2)], BOT)
    const second = open(first.disk)
    second.intake.resume()
    await second.intake.accept([messageUpdate(1), messageUpdate(2), messageUpdate(3)], BOT)
    await settle()
    expect(second.routed).toEqual([[1, 2], [3]])
  })

  it('keeps a word and its forward together over a kill within the second, also where the journal was rewritten', async () => {
    const first = open()
    const forward = messageUpdate(2, { forward_origin: { type: 'user' } })
    await first.intake.accept([messageUpdate(1), forward], BOT)
    await settle()
    expect(first.routed).toEqual([])
    first.disk.records.splice(
      0,
      Infinity,
      ...createIntakeJournal(memoryJournal(first.disk), silentLog).ledger.records(),
    )
    const second = open(first.disk)
    expect(second.intake.resume()).toBe(2)
    await settle()
    second.clock.advance(1000)
    await settle()
    expect(second.routed).toEqual([[1, 2]])
  })

  it('joins after a kill what was still waiting for company', async () => {
    const first = open()
    await first.intake.accept([messageUpdate(1, { text: 'x'.repeat(4096) }), messageUpdate(2, { text: 'tail' })], BOT)
    const second = open(first.disk)
    second.intake.resume()
    await settle()
    second.clock.advance(1000)
    await settle()
    expect(second.routed).toEqual([[1, 2]])
  })

  it('keeps the order within a chat while another chat goes on', async () => {
    let release = (): void => undefined
    const slow = new Promise<void>((resolve) => (release = resolve))
    const { intake, routed } = open(undefined, {
      route: ([accepted]) => (accepted?.update.update_id === 1 ? slow : Promise.resolve()),
    })
    await intake.accept([messageUpdate(1)], BOT)
    await intake.accept([messageUpdate(2), messageUpdate(3, { chat: { id: 9, type: 'private' } })], BOT)
    await settle()
    expect(routed).toEqual([[3]])
    release()
    await settle()
    expect(routed).toEqual([[3], [1], [2]])
  })

  it('lets a stop past a download', async () => {
    const { intake, routed } = open(undefined, {
      route: ([accepted]) =>
        accepted?.update.message?.text === '/stop' ? Promise.resolve() : new Promise(() => undefined),
      urgent: ({ update }) => update.message?.text === '/stop',
    })
    await intake.accept([messageUpdate(1), messageUpdate(2, { text: '/stop' })], BOT)
    await settle()
    expect(routed).toEqual([[2]])
  })

  it('tries a failing handler again, then tells the chat, and goes on', async () => {
    let tries = 0
    const { intake, clock, routed, told } = open(undefined, {
      route: async ([accepted]) => {
        if (accepted?.update.update_id !== 1) return
        tries += 1
        throw new Error('broken')
      },
    })
    await intake.accept([messageUpdate(1), messageUpdate(2, { date: 1_700_000_009 })], BOT)
    for (const ms of [1000, 5000, 20_000]) {
      await settle()
      clock.advance(ms)
    }
    await settle()
    expect(tries).toBe(4)
    expect(told).toEqual([new Error('broken')])
    expect(routed).toEqual([[2]])
  })

  it('handles again at the next start what it could not mark, and what it was still trying when it closed', async () => {
    let broken = true
    const first = open(undefined, {
      route: async ([accepted]) => {
        if (broken && accepted?.update.update_id === 2) throw new Error('broken')
      },
    })
    await first.intake.accept([messageUpdate(1), messageUpdate(2, { date: 1_700_000_009 })], BOT)
    await settle()
    first.disk.full = new Error('ENOSPC')
    first.clock.advance(1000)
    await settle()
    await first.intake.close()
    first.clock.advance(60_000)
    await settle()
    first.disk.full = null
    broken = false
    expect(first.told).toEqual([])
    const second = open(first.disk)
    expect(second.intake.resume()).toBe(2)
    await settle()
    expect(second.routed).toEqual([[1], [2]])
  })

  it('keeps in its journal what was accepted although it cannot write down what belongs together', async () => {
    const album = (id: number) => messageUpdate(id, { media_group_id: 'album' })
    const first = open()
    await first.intake.accept([album(1), album(2)], BOT)
    await settle()
    first.disk.full = new Error('ENOSPC')
    first.clock.advance(1000)
    await settle()
    expect(first.routed).toEqual([])
    first.disk.full = null
    expect(open(first.disk).intake.resume()).toBe(2)
  })

  it('ignores what it does not know, and writes nothing for it', async () => {
    const { intake, disk } = open()
    await intake.accept([null, 7, {}, { update_id: 1, new_kind: {} }, { update_id: 'x' }], BOT)
    expect(disk.records).toEqual([])
  })

  it('keeps its journal small: what waits, and the ids of what is handled', async () => {
    const { intake, clock, disk } = open()
    disk.recordBytes = 10_000
    for (let from = 0; from < 1000; from += 100) {
      await intake.accept(
        Array.from({ length: 100 }, (_one, id) => messageUpdate(from + id, { chat: { id, type: 'private' } })),
        BOT,
      )
      await settle()
      clock.advance(1000)
      await settle()
    }
    const ids = disk.records.flatMap((record) => (record.type === 'handled' ? record.ids : []))
    expect(new Set(ids).size).toBe(1000)
    expect(disk.records.length).toBeLessThan(500)
  })
})
