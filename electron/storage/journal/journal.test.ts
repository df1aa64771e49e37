import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { silentLog } from '../../shared/log.ts'
import { encodeLine } from '../checked-line.ts'
import type { Disk } from '../disk.ts'
import { createFaultyDisk, killAt } from '../testing/faulty-disk.ts'
import { createMemoryDisk } from '../testing/memory-disk.ts'
import { openJournal } from './open-journal.ts'

const FILE = '/data/journal/prompts.jsonl'
const schema = z.object({ n: z.number(), text: z.string().default('') })
type Entry = z.infer<typeof schema>

const open = (disk: Disk) => openJournal({ file: FILE, schema, disk, log: silentLog })
const entry = (n: number, text = ''): Entry => ({ n, text })
const numbers = (entries: readonly Entry[]) => entries.map(({ n }) => n)
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

describe('storage/journal', () => {
  it('finds what was appended, in order, with line breaks and any sign in it', async () => {
    const disk = createMemoryDisk()
    const journal = await open(disk)
    await journal.append(entry(1, 'a\nb\u2028"\\ü😀'), entry(2))
    await journal.append(entry(3))
    await journal.close()
    const again = await open(disk)
    expect(again.found).toEqual([entry(1, 'a\nb\u2028"\\ü😀'), entry(2), entry(3)])
    expect(again.damage).toEqual([])
  })

  it('serves all appends that wait with one sync', async () => {
    const disk = createMemoryDisk()
    let syncs = 0
    const journal = await open(
      createFaultyDisk(disk, ({ name }) => {
        if (name === 'sync') syncs++
        return undefined
      }),
    )
    await Promise.all(range(0, 100).map((n) => journal.append(entry(n))))
    expect(syncs).toBeLessThanOrEqual(2)
    expect(numbers((await open(disk)).found)).toEqual(range(0, 100))
  })

  it('loses no acknowledged record and invents none, whatever is killed when and wherever power fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 6 }),
        fc.nat(40),
        fc.nat(80),
        fc.boolean(),
        async (groups, at, bytes, compacting) => {
          const disk = createMemoryDisk()
          const acknowledged: number[] = []
          let next = 0
          const dying = await open(createFaultyDisk(disk, killAt(at, bytes))).catch(() => null)
          for (const size of dying ? groups : []) {
            const records = range(next, next + size)
            next += size
            await dying?.append(...records.map((n) => entry(n))).then(
              () => acknowledged.push(...records),
              () => undefined,
            )
            if (compacting)
              await dying?.compact(() => acknowledged.map((n) => entry(n, 'compacted'))).catch(() => undefined)
          }
          disk.losePower()
          const found = numbers((await open(disk)).found)
          expect(found).toEqual(range(0, found.length))
          expect(found.length).toBeGreaterThanOrEqual(acknowledged.length)
          expect(found.length).toBeLessThanOrEqual(next)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('finds every whole record when the file is cut at any byte, and goes on behind them', async () => {
    const lines = [entry(0, 'first'), entry(1, 'zweite ü'), entry(2)].map(encodeLine)
    const whole = Buffer.from(lines.join(''))
    const ends = lines.map((_, index) => Buffer.byteLength(lines.slice(0, index + 1).join('')))
    for (let length = 0; length <= whole.length; length++) {
      const disk = createMemoryDisk()
      disk.put(FILE, whole.subarray(0, length))
      const journal = await open(disk)
      const complete = ends.filter((end) => end <= length).length
      expect(numbers(journal.found)).toEqual(range(0, complete))
      expect(journal.damage).toEqual([])
      await journal.append(entry(9))
      expect(numbers((await open(disk)).found)).toEqual([...range(0, complete), 9])
    }
  })

  it('sets a damaged line in the middle aside, names it, and keeps the others', async () => {
    const disk = createMemoryDisk()
    const damaged = encodeLine(entry(1)).replace('"n":1', '"n":7')
    disk.put(FILE, [encodeLine(entry(0)), damaged, 'garbage\n', encodeLine({ n: 'x' }), encodeLine(entry(2))].join(''))
    const journal = await open(disk)
    expect(numbers(journal.found)).toEqual([0, 2])
    expect(journal.damage).toEqual(['3 damaged lines of prompts.jsonl are kept in prompts.jsonl.damaged.'])
    expect(disk.text(`${FILE}.damaged`)).toContain(damaged)
    await journal.append(entry(3))
    const again = await open(disk)
    expect(again.damage).toEqual([])
    expect(numbers(again.found)).toEqual([0, 2, 3])
  })

  it.each([
    ['write', 'ENOSPC', 'disk-full'],
    ['write', 'EIO', 'disk-error'],
    ['sync', 'EIO', 'disk-error'],
  ])('rejects an append whose %s fails with %s by name, and leaves nothing of it', async (name, code, fault) => {
    const disk = createMemoryDisk()
    let broken = false
    const journal = await open(
      createFaultyDisk(disk, (call) => (broken && call.name === name ? { code, bytes: 7 } : undefined)),
    )
    await journal.append(entry(0))
    broken = true
    await expect(journal.append(entry(1))).rejects.toMatchObject({ code: fault })
    expect(numbers((await open(disk)).found)).toEqual([0])
    broken = false
    await journal.append(entry(2))
    expect(numbers((await open(disk)).found)).toEqual([0, 2])
  })

  it('cuts a half-written record off before the next one, even where the disk refused that at first', async () => {
    const disk = createMemoryDisk()
    let broken = false
    const journal = await open(
      createFaultyDisk(disk, ({ name }) =>
        broken && (name === 'write' || name === 'truncate') ? { code: 'EIO', bytes: 12 } : undefined,
      ),
    )
    await journal.append(entry(0))
    broken = true
    await expect(journal.append(entry(1))).rejects.toThrow('prompts.jsonl')
    broken = false
    await journal.append(entry(2))
    const again = await open(disk)
    expect(numbers(again.found)).toEqual([0, 2])
    expect(again.damage).toEqual([])
  })

  it('keeps appends that come while it is compacted, and shrinks', async () => {
    const disk = createMemoryDisk()
    const journal = await open(disk)
    const live: Entry[] = []
    for (const n of range(0, 50)) await journal.append(entry(n, 'x'.repeat(100)))
    const before = journal.size
    live.push(entry(49))
    const compacted = journal.compact(() => live)
    const late = journal.append(entry(50))
    await Promise.all([compacted, late])
    expect(journal.size).toBeLessThan(before / 10)
    expect(numbers((await open(disk)).found)).toEqual([49, 50])
  })

  it('asks what is live only after every acknowledged append has reached its caller', async () => {
    const disk = createMemoryDisk()
    const journal = await open(disk)
    const live: Entry[] = []
    const appended = (async () => {
      await journal.append(entry(1))
      // A caller several async functions away hears of it so many microtasks later.
      for (let hop = 0; hop < 20; hop++) await Promise.resolve()
      live.push(entry(1))
    })()
    await Promise.all([appended, journal.compact(() => live)])
    expect(numbers((await open(disk)).found)).toEqual([1])
  })

  it('goes on with the old file when a compaction fails', async () => {
    const disk = createMemoryDisk()
    const journal = await open(
      createFaultyDisk(disk, ({ name, path }) =>
        name === 'write' && path.endsWith('.tmp') ? { code: 'ENOSPC', bytes: 5 } : undefined,
      ),
    )
    await journal.append(entry(0))
    await expect(journal.compact(() => [])).rejects.toMatchObject({ code: 'disk-full' })
    await journal.append(entry(1))
    expect(numbers((await open(disk)).found)).toEqual([0, 1])
    expect(disk.files.has(`${FILE}.tmp`)).toBe(false)
  })
})
