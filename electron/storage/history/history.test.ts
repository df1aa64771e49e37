import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { silentLog } from '../../shared/log.ts'
import type { Disk } from '../disk.ts'
import type { History } from '../port.ts'
import { createFaultyDisk } from '../testing/faulty-disk.ts'
import { createMemoryDisk } from '../testing/memory-disk.ts'
import type { MemoryDisk } from '../testing/memory-disk.ts'
import { sessionId, toolResult } from '../testing/records.ts'
import { openHistory } from './open-history.ts'

const SESSION = sessionId(1)
const CHAT = 'telegram:-100:7'

const open = (disk: Disk, capMb: number | null = null, clock = new FakeClock()): History =>
  openHistory({ dir: '/data', capMb: () => capMb, disk, clock, log: silentLog })

/** A quarter of the cap is the size of a segment: 4 KB here, so that a test has many of them. */
const SMALL_MB = (16 * 1024) / (1024 * 1024)

const names = (disk: MemoryDisk) => [...disk.files.keys()].sort()
const noise = (n: number) =>
  Array.from({ length: 40 }, (_, index) => ((n * 7919 + index * 104_729) % 65_521).toString(36)).join(' ')

async function fill(disk: MemoryDisk, count: number, capMb: number | null): Promise<void> {
  const history = open(disk, capMb)
  for (let n = 0; n < count; n++) {
    history.append(SESSION, CHAT, toolResult(n, noise(n)))
    await history.flush()
  }
  await history.close()
}

async function everyPosition(history: History): Promise<number[]> {
  const page = await history.page(SESSION, { limit: 1e6 })
  return page.entries.map(({ position }) => position)
}

describe('storage/history', () => {
  it('gives the whole when it is paged from either end, whatever the size of the pages', async () => {
    const disk = createMemoryDisk()
    await fill(disk, 200, SMALL_MB * 8)
    const history = open(disk, SMALL_MB * 8)
    expect(names(disk).filter((name) => name.endsWith('.br')).length).toBeGreaterThan(0)
    const whole = await everyPosition(history)
    expect(whole).toEqual(Array.from({ length: 200 }, (_, n) => n))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 70 }), async (limit) => {
        const forward: number[] = []
        for (let after = -1; ; after = forward.at(-1) ?? 0) {
          const { entries } = await history.page(SESSION, { after, limit })
          if (entries.length === 0) break
          forward.push(...entries.map(({ position }) => position))
        }
        const backward: number[] = []
        for (let before = 200; ; before = backward[0] ?? 0) {
          const { entries } = await history.page(SESSION, { before, limit })
          if (entries.length === 0) break
          backward.unshift(...entries.map(({ position }) => position))
        }
        expect(forward).toEqual(whole)
        expect(backward).toEqual(whole)
      }),
      { numRuns: 15 },
    )
  })

  it('splits what comes at once, as an import does, into segments of the usual size', async () => {
    const disk = createMemoryDisk()
    const history = open(disk, SMALL_MB * 8)
    history.append(SESSION, CHAT, ...Array.from({ length: 400 }, (_, n) => toolResult(n, noise(n))))
    await history.close()
    expect(names(disk).length).toBeGreaterThan(2)
    expect(await everyPosition(open(disk))).toEqual(Array.from({ length: 400 }, (_, n) => n))
  })

  it('gives the newest page, and what was said a moment ago is in it', async () => {
    const history = open(createMemoryDisk())
    for (let n = 0; n < 10; n++) history.append(SESSION, CHAT, toolResult(n, `output ${n}`))
    const page = await history.page(SESSION, { limit: 3 })
    expect(page).toMatchObject({ session: SESSION, first: 0, end: 10 })
    expect(page.entries.map(({ position }) => position)).toEqual([7, 8, 9])
    expect(page.entries[2]?.entry).toEqual(toolResult(9, 'output 9'))
  })

  it('writes once a second, or as soon as 10 KB wait', async () => {
    const clock = new FakeClock()
    const disk = createMemoryDisk()
    const history = open(disk, null, clock)
    const written = () => names(disk).length
    const settle = () => new Promise((resolve) => void setImmediate(resolve))
    history.append(SESSION, CHAT, toolResult(0, 'small'))
    clock.advance(999)
    await settle()
    expect(written()).toBe(0)
    clock.advance(1)
    await settle()
    expect(written()).toBe(1)
    history.append(sessionId(2), CHAT, toolResult(0, 'x'.repeat(11_000)))
    await settle()
    expect(written()).toBe(2)
  })

  it('trims the oldest segments at the cap and keeps the positions of the rest', async () => {
    const disk = createMemoryDisk()
    await fill(disk, 400, SMALL_MB)
    const history = open(disk, SMALL_MB)
    expect(await history.size(SESSION)).toBeLessThan(16 * 1024 + 8 * 1024)
    const page = await history.page(SESSION, { limit: 1e6 })
    expect(page.first).toBeGreaterThan(0)
    expect(page.end).toBe(400)
    expect(page.entries[0]?.position).toBe(page.first)
    expect(page.entries.at(-1)?.entry).toEqual(toolResult(399, noise(399)))
  })

  it('goes on behind a line that was cut off, at the same position, wherever it was cut', async () => {
    const whole = createMemoryDisk()
    const before = open(whole)
    for (let n = 0; n < 3; n++) before.append(SESSION, CHAT, toolResult(n, `ü ${n}`))
    await before.close()
    const [file] = names(whole)
    const bytes = whole.files.get(file ?? '')?.bytes ?? Buffer.alloc(0)
    for (let length = 0; length <= bytes.length; length++) {
      const disk = createMemoryDisk()
      disk.put(file ?? '', bytes.subarray(0, length))
      const left = bytes.subarray(0, length).toString().split('\n').length - 1
      const history = open(disk)
      history.append(SESSION, CHAT, toolResult(9, 'later'))
      await history.flush()
      const page = await history.page(SESSION, { limit: 10 })
      expect(page.entries.map(({ position }) => position)).toEqual(Array.from({ length: left + 1 }, (_, n) => n))
      expect(page.entries.at(-1)?.entry).toEqual(toolResult(9, 'later'))
    }
  })

  it('passes over a damaged segment and a damaged line, and the others keep their positions', async () => {
    const disk = createMemoryDisk()
    await fill(disk, 300, SMALL_MB * 8)
    const sealed = names(disk).filter((name) => name.endsWith('.br'))
    disk.put(sealed[0] ?? '', 'not brotli')
    const plain = names(disk).at(-1) ?? ''
    disk.put(plain, (disk.text(plain) ?? '').replace('"at":1700000000299', '"at":"never"'))
    const history = open(disk, SMALL_MB * 8)
    const positions = await everyPosition(history)
    const second = Number(/(\d{12})-/.exec(sealed[1] ?? '')?.[1])
    expect(positions).toEqual(Array.from({ length: 299 - second }, (_, n) => second + n))
  })

  it('finishes at the next start what a kill between sealing and removing left half done', async () => {
    const disk = createMemoryDisk()
    const dying = open(
      createFaultyDisk(disk, ({ name }) => (name === 'unlink' ? { code: 'KILLED' } : undefined)),
      SMALL_MB * 8,
    )
    for (let n = 0; n < 300; n++) {
      dying.append(SESSION, CHAT, toolResult(n, noise(n)))
      await dying.flush()
    }
    await dying.close()
    const twice = names(disk).length
    const history = open(disk, SMALL_MB * 8)
    expect(await everyPosition(history)).toEqual(Array.from({ length: 300 }, (_, n) => n))
    expect(names(disk).length).toBeLessThan(twice)
  })

  it('seals at the next start what could not be sealed, and no entry is lost by it', async () => {
    const disk = createMemoryDisk()
    const failing = createFaultyDisk(disk, ({ name, path }) =>
      name === 'open' && path.includes('.br') ? { code: 'EIO' } : undefined,
    )
    const first = open(failing, SMALL_MB * 8)
    for (let n = 0; n < 300; n++) {
      first.append(SESSION, CHAT, toolResult(n, noise(n)))
      await first.flush()
    }
    await first.close()
    expect(names(disk).length).toBeGreaterThan(1)
    expect(names(disk).every((name) => name.endsWith('.jsonl'))).toBe(true)
    const history = open(disk, SMALL_MB * 8)
    history.append(SESSION, CHAT, toolResult(300, 'later'))
    await history.close()
    expect(names(disk).filter((name) => name.endsWith('.jsonl'))).toHaveLength(1)
    expect(await everyPosition(open(disk, SMALL_MB * 8))).toEqual(Array.from({ length: 301 }, (_, n) => n))
  })

  it('gives up the oldest that waits when the disk stays full, so that memory has an end, and says how much', async () => {
    const lost: unknown[] = []
    const log = { ...silentLog, error: (event: string, fields?: object) => void lost.push([event, fields]) }
    const disk = createMemoryDisk()
    let full = true
    const faulty = createFaultyDisk(disk, ({ name }) => (full && name === 'write' ? { code: 'ENOSPC' } : undefined))
    const history = openHistory({ dir: '/data', capMb: () => null, disk: faulty, clock: new FakeClock(), log })
    const megabyte = 'x'.repeat(1024 * 1024)
    for (let n = 0; n < 11; n++) history.append(SESSION, CHAT, toolResult(n, megabyte))
    await expect(history.flush()).rejects.toMatchObject({ code: 'disk-full' })
    full = false
    await history.close()
    const kept = await open(disk).page(SESSION, { limit: 20 })
    expect(kept.entries.map(({ entry }) => entry.at - 1_700_000_000_000)).toEqual([4, 5, 6, 7, 8, 9, 10])
    expect(lost).toContainEqual(['storage.history.lost', { entries: 4 }])
  })

  it('writes no entry twice and none in halves when the disk is full for a while', async () => {
    const clock = new FakeClock()
    const disk = createMemoryDisk()
    let full = false
    const history = open(
      createFaultyDisk(disk, ({ name }) => (full && name === 'write' ? { code: 'ENOSPC', bytes: 150 } : undefined)),
      null,
      clock,
    )
    history.append(SESSION, CHAT, toolResult(0, 'a'))
    await history.flush()
    full = true
    history.append(SESSION, CHAT, toolResult(1, 'b'), toolResult(2, 'c'))
    await expect(history.flush()).rejects.toMatchObject({ code: 'disk-full' })
    expect((await history.page(SESSION, { limit: 9 })).entries).toHaveLength(1)
    full = false
    await history.close()
    expect(await everyPosition(open(disk))).toEqual([0, 1, 2])
  })

  it('searches all sessions in any case, newest first, and stops at the limit', async () => {
    const disk = createMemoryDisk()
    const history = open(disk)
    history.append(sessionId(1), CHAT, toolResult(0, 'The "Needle"\nof old'), toolResult(1, 'hay'))
    await history.flush()
    history.append(sessionId(2), 'telegram:5', toolResult(0, 'a needle'), toolResult(1, 'NEEDLE again'))
    const hits = await history.search('needle', { limit: 10 })
    expect(hits.map(({ session, position }) => [session, position])).toEqual([
      [sessionId(2), 1],
      [sessionId(2), 0],
      [sessionId(1), 0],
    ])
    expect(await history.search('"needle"\nOF', { limit: 10 })).toHaveLength(1)
    expect(await history.search('needle', { limit: 2 })).toHaveLength(2)
    expect(await history.search('needle', { limit: 9, session: sessionId(1) })).toHaveLength(1)
    // The name of a field is no text that anybody wrote.
    expect(await history.search('output', { limit: 9 })).toEqual([])
  })

  it('finds a text in every kind of entry, with its quotes and breaks, and not in what only JSON adds', async () => {
    const disk = createMemoryDisk()
    const history = open(disk)
    const id = '11111111-1111-4111-8111-111111111112' as never
    history.append(
      SESSION,
      CHAT,
      { type: 'prompt', at: 1, id, from: 'Ann', surface: 'telegram', text: 'say "hi"', attachments: [] },
      { type: 'tool', at: 2, id: 't', name: 'Bash', summary: 'npm test', input: '{"command":"npm test"}' },
      { type: 'tool result', at: 3, id: 't', ok: true, output: 'Žluťoučký\nkůň' },
      { type: 'end', at: 4, id, how: 'failed', message: 'overloaded', durationMs: 1, costUsd: 0 },
      { type: 'end', at: 5, id, how: 'done', message: null, durationMs: 1, costUsd: 0 },
    )
    const found = async (text: string, limit = 9) => (await history.search(text, { limit })).map((hit) => hit.position)
    expect(await found('"HI"')).toEqual([0])
    expect(await found('bash')).toEqual([1])
    expect(await found('command":"NPM')).toEqual([1])
    expect(await found('žluťoučký\nkůň')).toEqual([2])
    expect(await found('overloaded')).toEqual([3])
    expect(await found('durationMs')).toEqual([])
    expect(await found('')).toEqual([])
    expect(await found('e', 1)).toEqual([3])
    await history.close()
  })

  it('lists and removes sessions, and the directory of a chat with its last one', async () => {
    const disk = createMemoryDisk()
    const history = open(disk)
    history.append(sessionId(1), CHAT, toolResult(0, 'a'))
    history.append(sessionId(2), CHAT, toolResult(0, 'b'))
    await history.flush()
    expect(await open(disk).list()).toEqual([sessionId(1), sessionId(2)])
    await history.remove(sessionId(1))
    expect(await history.list()).toEqual([sessionId(2)])
    expect((await history.page(sessionId(1), { limit: 5 })).end).toBe(0)
    await history.remove(sessionId(2))
    expect(names(disk)).toEqual([])
  })

  it('leaves a session where it began when its chat gets a new key', async () => {
    const disk = createMemoryDisk()
    const history = open(disk)
    history.append(SESSION, 'telegram:-5', toolResult(0, 'a'))
    await history.close()
    const later = open(disk)
    later.append(SESSION, 'telegram:-1005', toolResult(1, 'b'))
    await later.close()
    expect(names(disk)).toEqual([`/data/history/telegram_-5/${SESSION}/000000000000.jsonl`])
    expect(await everyPosition(open(disk))).toEqual([0, 1])
  })
})
