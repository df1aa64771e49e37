import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

import { systemClock } from '../../electron/shared/clock.ts'
import type { HistoryEntry } from '../../electron/shared/history.ts'
import { silentLog } from '../../electron/shared/log.ts'
import { nodeDisk } from '../../electron/storage/disk.ts'
import { openHistory } from '../../electron/storage/history/open-history.ts'
import { compress } from '../../electron/storage/history/segment-file.ts'
import { createSessionArchive, SEGMENT_BYTES } from '../../electron/storage/history/session-archive.ts'
import { sessionId, toolResult } from '../../electron/storage/testing/records.ts'
import { sessionOf, toolOutputs } from './corpus.ts'
import { heapUsed, longestBlock, ms, quantile, times } from './measure.ts'
import type { Row } from './measure.ts'

const MB = 1024 * 1024
const open = (dir: string) =>
  openHistory({ dir, capMb: () => null, disk: nodeDisk, clock: systemClock, log: silentLog })

/** Lines that are written in batches of 10 KB, without fsync, as the archive does while a session runs. */
async function batchTimes(dir: string): Promise<number[]> {
  const archive = createSessionArchive({
    directory: () => Promise.resolve(join(dir, 'batches')),
    capBytes: () => null,
    disk: nodeDisk,
    log: silentLog,
  })
  const taken = await times(600, async (n) => {
    archive.push([toolResult(n, 'some output of a tool\n'.repeat(460))])
    await archive.write(false)
  })
  await archive.settled()
  return taken
}

/** Bytes before and after, over full segments of these entries. */
async function sealedRatio(entries: readonly HistoryEntry[]): Promise<number> {
  const bytes = Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
  const count = Math.max(1, Math.floor(bytes.length / SEGMENT_BYTES))
  const segments = Array.from({ length: count }, (_, n) => bytes.subarray(n * SEGMENT_BYTES, (n + 1) * SEGMENT_BYTES))
  const packed = await Promise.all(segments.map(compress))
  const total = (parts: readonly Buffer[]) => parts.reduce((sum, part) => sum + part.length, 0)
  return total(segments) / total(packed)
}

/** Heap of 100 sessions that were used, written and left: the mean of ten times as many, to stand out from the noise. */
async function parkedHeap(dir: string): Promise<number> {
  const fill = async (name: string, count: number) => {
    const history = open(join(dir, name))
    for (let n = 0; n < count; n++) history.append(sessionId(n), `telegram:${n}`, toolResult(n, 'x'.repeat(20_000)))
    await history.flush()
    return history
  }
  await (await fill('warm', 10)).close()
  const before = await heapUsed()
  const history = await fill('parked', 1000)
  const bytes = (await heapUsed()) - before
  await history.close()
  return bytes / 10
}

/** One session of 50 MB of tool output of this repository. */
export async function historyBench(dir: string): Promise<Row[]> {
  const parked = await parkedHeap(dir)
  const batches = await batchTimes(dir)
  const session = sessionId(1)
  const tenMb = await sessionOf(10 * MB)
  const distinct = (await toolOutputs()).map((output, n) => toolResult(n, output))
  const raw = tenMb.reduce((sum, entry) => sum + Buffer.byteLength(JSON.stringify(entry)) + 1, 0)

  const small = open(join(dir, 'small'))
  const writing = await longestBlock(async () => {
    for (const [index, entry] of tenMb.entries()) {
      small.append(session, 'telegram:1', entry)
      if (index % 20 === 0) await small.page(session, { limit: 0 })
    }
    await small.close()
  })
  const reader = open(join(dir, 'small'))
  const ratio = raw / (await reader.size(session))
  const replay = await times(5, async () => {
    let after = -1
    for (;;) {
      const { entries } = await reader.page(session, { after, limit: 200 })
      const last = entries.at(-1)
      if (!last) return
      after = last.position
    }
  })

  const large = open(join(dir, 'large'))
  for (let round = 0; round < 5; round++) {
    large.append(session, 'telegram:1', ...tenMb)
    await large.flush()
  }
  await large.close()
  const newest = await times(9, () => open(join(dir, 'large')).page(session, { limit: 100 }))
  const search = await times(3, () => open(join(dir, 'large')).search(randomUUID(), { limit: 20 }))

  return [
    { name: 'History: newest page of 50 MB, opened cold', figure: ms(quantile(newest, 0.5)), goal: '< 50 ms' },
    {
      name: 'History: 10 MB end to end, by pages',
      figure: ms(quantile(replay, 0.5)),
      goal: '< 300 ms',
      firstPlan: '< 2 s',
    },
    { name: 'History: batch of 10 KB, p99', figure: ms(quantile(batches, 0.99)), goal: '< 5 ms', firstPlan: '< 10 ms' },
    {
      name: 'History: compression of sealed segments, a long session on this repository',
      figure: `${(await sealedRatio(tenMb)).toFixed(1)}:1`,
      goal: '≥ 10:1',
      firstPlan: '> 8:1',
    },
    {
      name: 'History: the same 10 MB on disk, with the segment still open',
      figure: `${ratio.toFixed(1)}:1`,
      goal: '> 8:1',
    },
    {
      name: 'History: compression, every output only once',
      figure: `${(await sealedRatio(distinct)).toFixed(1)}:1`,
      goal: 'for comparison',
    },
    {
      name: 'History: memory of 100 parked sessions',
      figure: `${(parked / 1024).toFixed(0)} KB`,
      goal: '< 5 MB',
      firstPlan: '< 20 MB',
    },
    { name: 'History: longest block while 10 MB are written', figure: ms(writing.block), goal: '< 20 ms' },
    { name: 'History: search of 50 MB without a hit', figure: ms(quantile(search, 0.5)), goal: '< 1 s' },
  ]
}
