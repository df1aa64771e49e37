import { once } from 'node:events'

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { silentLog } from '../../shared/log.ts'
import type { Disk } from '../disk.ts'
import type { History } from '../port.ts'
import { createMemoryDisk } from '../testing/memory-disk.ts'
import { sessionId, toolResult } from '../testing/records.ts'
import { sealedName } from './names.ts'
import { openHistory } from './open-history.ts'
import { slicesOf } from './search.ts'
import { compress } from './segment-file.ts'

const SESSION = sessionId(1)
const DIRECTORY = `/data/history/telegram_1/${SESSION}`

const open = (disk: Disk): History =>
  openHistory({ dir: '/data', capMb: () => null, disk, clock: new FakeClock(), log: silentLog })

const line = (n: number): string => `${JSON.stringify(toolResult(n, `needle ${n}`))}\n`

/** Positions 0 and 1 sealed, 2 sealed, 3 in the segment that grows; the reading of `held` waits until it is let go. */
async function rig(held: string) {
  const disk = createMemoryDisk()
  disk.put(`${DIRECTORY}/${sealedName(0, 2)}`, await compress(Buffer.from(line(0) + line(1))))
  disk.put(`${DIRECTORY}/${sealedName(2, 3)}`, await compress(Buffer.from(line(2))))
  disk.put(`${DIRECTORY}/000000000003.jsonl`, line(3))
  const events = new EventTarget()
  const reads: string[] = []
  const reached = once(events, 'reached')
  const letGo = once(events, 'let go')
  let first = true
  const slow: Disk = {
    ...disk,
    async readFile(path) {
      const name = path.slice(DIRECTORY.length + 1)
      reads.push(name)
      if (name === held && first) {
        first = false
        events.dispatchEvent(new Event('reached'))
        await letGo
      }
      return disk.readFile(path)
    },
  }
  return { disk, history: open(slow), reads, reached, letGo: () => events.dispatchEvent(new Event('let go')) }
}

describe('a search that runs', () => {
  it('keeps nobody waiting who pages or writes in the same session', async () => {
    const { history, reached, letGo } = await rig(sealedName(2, 3))
    const search = history.search('needle', { limit: 9 })
    await reached
    const { entries } = await history.page(SESSION, { limit: 1 })
    expect(entries.map(({ position }) => position)).toEqual([3])
    history.append(SESSION, 'telegram:1', toolResult(4, 'needle 4'))
    await history.flush()
    letGo()
    expect((await search).map(({ position }) => position)).toEqual([3, 2, 1, 0])
    await history.close()
  })

  it('ends where it is aborted, with what it has found, and reads no more', async () => {
    const { history, reads, reached, letGo } = await rig(sealedName(2, 3))
    const stop = new AbortController()
    const search = history.search('needle', { limit: 9, signal: stop.signal })
    await reached
    stop.abort()
    letGo()
    expect((await search).map(({ position }) => position)).toEqual([3])
    expect(reads).not.toContain(sealedName(0, 2))
    await history.close()
  })

  it('finds what is sealed in the moment it wants to read it, and goes on where that was trimmed', async () => {
    const { disk, history, reached, letGo } = await rig('000000000003.jsonl')
    const search = history.search('needle', { limit: 9 })
    await reached
    disk.put(`${DIRECTORY}/${sealedName(3, 4)}`, await compress(Buffer.from(line(3))))
    disk.files.delete(`${DIRECTORY}/000000000003.jsonl`)
    disk.files.delete(`${DIRECTORY}/${sealedName(2, 3)}`)
    letGo()
    expect((await search).map(({ position }) => position)).toEqual([3, 1, 0])
    await history.close()
  })
})

describe('the slices of a segment', () => {
  it('are all its whole lines, each once and counted, whatever their size', () => {
    const lines = fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', '')))
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 50 }), (texts, size) => {
        const bytes = Buffer.from([...texts, 'cut off'].join('\n'))
        const found = slicesOf(bytes, size).flatMap(({ from, to, line: first }) =>
          bytes
            .toString('utf8', from, to)
            .split('\n')
            .slice(0, -1)
            .map((text, index) => ({ text, at: first + index })),
        )
        expect(found).toEqual(texts.map((text, at) => ({ text, at })))
      }),
    )
  })
})
