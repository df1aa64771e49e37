import { describe, expect, it } from 'vitest'

import type { Journal } from '../storage/port.ts'
import { createLedgerJournal } from './ledger-journal.ts'
import { settle } from './testing/harness.ts'

const MB = 1_000_000

/** A journal of numbers whose size and failures the test decides. */
function rig(found: readonly number[] = []) {
  const disk = { records: [...found], size: 0, sizeAfter: 0, full: false, compactions: 0, closed: false }
  let release: () => void = () => undefined
  let held: Promise<void> | null = null
  const journal: Journal<number> = {
    found,
    append: async (...records) => {
      if (disk.full) throw new Error('ENOSPC')
      disk.records.push(...records)
    },
    compact: async (live) => {
      disk.compactions++
      await held
      if (disk.full) throw new Error('ENOSPC')
      disk.records = [...live()]
      disk.size = disk.sizeAfter
    },
    get size() {
      return disk.size
    },
    close: async () => void (disk.closed = true),
  }
  const sums: number[] = [0]
  const failures: unknown[] = []
  const ledger = createLedgerJournal({
    journal,
    apply: (n) => void (sums[0] = (sums[0] ?? 0) + n),
    live: () => sums,
    onCompactFailed: (error) => failures.push(error),
  })
  const hold = (): void => {
    held = new Promise((resolve) => (release = resolve))
  }
  return { disk, ledger, sums, failures, hold, release: () => release() }
}

describe('a journal with its ledger', () => {
  it('knows what an earlier run wrote, and then what is written', async () => {
    const { ledger, sums } = rig([1, 2])
    expect(sums).toEqual([3])
    await ledger.write(3, 4)
    expect(sums).toEqual([10])
  })

  it('takes nothing in that the disk refused', async () => {
    const { ledger, sums, disk } = rig()
    disk.full = true
    await expect(ledger.write(5)).rejects.toThrow('ENOSPC')
    expect(sums).toEqual([0])
  })

  it('is rewritten when it is large, once at a time, and not again before it has doubled', async () => {
    const { ledger, disk, hold, release } = rig([1])
    disk.size = 2.5 * MB
    disk.sizeAfter = 3 * MB
    hold()
    await ledger.write(2)
    await ledger.write(3)
    expect(disk.compactions).toBe(1)
    release()
    await settle()
    expect(disk.records).toEqual([6])
    disk.size = 5.9 * MB
    await ledger.write(4)
    expect(disk.compactions).toBe(1)
    disk.size = 6.1 * MB
    await ledger.write(5)
    expect(disk.compactions).toBe(2)
  })

  it('goes on with the old one where it cannot be rewritten, says so, and does not try at every write', async () => {
    const { ledger, disk, sums, failures, hold, release } = rig()
    disk.size = 2.5 * MB
    hold()
    await ledger.write(1)
    disk.full = true
    release()
    await settle()
    disk.full = false
    await ledger.write(2)
    expect(failures).toEqual([new Error('ENOSPC')])
    expect(disk.compactions).toBe(1)
    expect(sums).toEqual([3])
  })

  it('closes only when it has been rewritten', async () => {
    const { ledger, disk, hold, release } = rig()
    disk.size = 2.5 * MB
    hold()
    await ledger.write(1)
    const closed = ledger.close()
    await settle()
    expect(disk.closed).toBe(false)
    release()
    await closed
    expect(disk.closed).toBe(true)
  })
})
