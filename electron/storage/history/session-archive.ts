import { join } from 'node:path'

import type { HistoryEntry } from '../../shared/history.ts'
import type { Log } from '../../shared/log.ts'
import { createQueue } from '../../shared/queue.ts'
import { namesIn } from '../disk.ts'
import type { Disk } from '../disk.ts'
import { storageError } from '../storage-error.ts'
import { leftovers, segmentsOf } from './names.ts'
import type { Segment } from './names.ts'
import { seal, trim } from './segment-file.ts'
import { findTail, tailAt, writeLines } from './tail.ts'
import type { Tail } from './tail.ts'

/**
 * A segment is sealed at this many bytes: large enough that repeated tool output compresses well, small enough that
 * the newest page needs a few milliseconds of unpacking.
 */
export const SEGMENT_BYTES = 2 * 1024 * 1024
/** Most that waits in memory while the disk refuses (bytes). Beyond it the oldest entries are given up, which is logged. */
const LONGEST_WAITING = 8 * 1024 * 1024

/** What is on disk of a session, at a time when nothing of it changes. */
export interface ArchiveView {
  readonly directory: string
  readonly segments: readonly Segment[]
  readonly tail: Tail
}

/** One session's history on disk. Only what waits to be written is in memory. */
export interface SessionArchive {
  /** Bytes that wait to be written. */
  readonly waiting: number
  push(entries: readonly HistoryEntry[]): void
  /** Writes what waits; `durable`: so that it survives power loss too. Rejects with a StorageError; what waits is kept. */
  write(durable: boolean): Promise<void>
  /** Writes what waits and runs `look` while nothing changes. */
  view<R>(look: (view: ArchiveView) => Promise<R>): Promise<R>
  remove(): Promise<void>
  /** Resolves when no segment is being sealed. */
  settled(): Promise<void>
}

export function createSessionArchive(options: {
  readonly directory: () => Promise<string>
  /** Bytes that this session may take; null = no limit. */
  readonly capBytes: () => number | null
  readonly disk: Disk
  readonly log: Log
}): SessionArchive {
  const { directory, capBytes, disk, log } = options
  const exclusively = createQueue()
  let lines: string[] = []
  let waiting = 0
  let tail: Tail | null = null
  /** Lines were written since the last sync. */
  let unsynced = false
  const sealing = new Set<Promise<void>>()

  function startSealing(where: string, segment: Segment, end: number) {
    const running = seal({ disk, directory: where, segment, end, swap: exclusively })
      .then(() => exclusively(() => trimNow(where)))
      // The plain segment stays and is read as before; the next start seals it.
      .catch((error: unknown) => log.warn('storage.history.seal', { directory: where, error }))
      .finally(() => sealing.delete(running))
    sealing.add(running)
  }

  async function trimNow(where: string) {
    const cap = capBytes()
    if (cap !== null) await trim(disk, where, segmentsOf(await namesIn(disk, where)), cap)
  }

  /** Finishes what a kill left half done. Called once. */
  async function open(where: string): Promise<Tail> {
    const names = await namesIn(disk, where)
    for (const name of leftovers(names)) await disk.unlink(join(where, name))
    const segments = segmentsOf(names)
    for (const [index, segment] of segments.slice(0, -1).entries()) {
      const next = segments[index + 1]
      if (segment.end === null && next) startSealing(where, segment, next.first)
    }
    return findTail(disk, where, segments)
  }

  /** Writes what still fits into the segment, and begins a new one where it is full then. */
  async function writePortion(where: string, from: Tail, durable: boolean): Promise<Tail> {
    const cap = capBytes()
    const limit = Math.min(SEGMENT_BYTES, cap === null ? Infinity : Math.max(cap / 4, 1))
    let count = 0
    let bytes = from.bytes
    for (; count < lines.length && bytes < limit; count++) bytes += Buffer.byteLength(lines[count] ?? '')
    const full = bytes >= limit
    const next = await writeLines(disk, where, from, lines.slice(0, count), durable || full)
    lines = lines.slice(count)
    waiting -= bytes - from.bytes
    unsynced = !durable && !full
    if (!full) return next
    startSealing(where, next.segment, next.end)
    return tailAt(next.end)
  }

  async function writeNow(durable: boolean): Promise<void> {
    const where = await directory()
    try {
      tail ??= await open(where)
      const left = () => lines.length > 0 || (durable && unsynced)
      while (left()) tail = await writePortion(where, tail, durable)
    } catch (error) {
      giveUpOldest()
      throw storageError(where, 'written', error)
    }
  }

  function giveUpOldest() {
    let lost = 0
    while (waiting > LONGEST_WAITING && lines.length > 1) {
      waiting -= Buffer.byteLength(lines.shift() ?? '')
      lost++
    }
    if (lost > 0) log.error('storage.history.lost', { entries: lost })
  }

  return {
    get waiting() {
      return waiting
    },
    push(entries) {
      for (const entry of entries) {
        const line = `${JSON.stringify(entry)}\n`
        lines.push(line)
        waiting += Buffer.byteLength(line)
      }
    },
    write: (durable) => exclusively(() => writeNow(durable)),
    view: (look) =>
      exclusively(async () => {
        const where = await directory()
        // A full disk must keep nobody from reading; what waits is then missing from the view.
        await writeNow(false).catch((error: unknown) => log.error('storage.history.trouble', { error }))
        const segments = segmentsOf(await namesIn(disk, where))
        return look({ directory: where, segments, tail: tail ?? (await findTail(disk, where, segments)) })
      }),
    async remove() {
      await Promise.all(sealing)
      await exclusively(async () => {
        lines = []
        waiting = 0
        tail = null
        await disk.remove(await directory())
      })
    },
    async settled() {
      while (sealing.size > 0) await Promise.all(sealing)
    },
  }
}
