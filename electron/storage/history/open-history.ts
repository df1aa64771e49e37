import { join } from 'node:path'

import type { Clock } from '../../shared/clock.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import { isMissing, namesIn } from '../disk.ts'
import type { Disk } from '../disk.ts'
import type { History } from '../port.ts'
import { createLinesCache } from './lines-cache.ts'
import type { Segment } from './names.ts'
import { readPage } from './page.ts'
import { matcher, searchSession } from './search.ts'
import { readText } from './segment-file.ts'
import { createSessionArchive } from './session-archive.ts'
import type { SessionArchive } from './session-archive.ts'
import { createSessionDirectories } from './session-directories.ts'

/** Entries wait at most this long before they are written (milliseconds). */
const BATCH_MS = 1_000
/** Or until this many bytes of one session wait. */
const BATCH_BYTES = 10 * 1024
const MB = 1024 * 1024

/**
 * Opens the archive of all sessions under `<dir>/history`. Reads nothing until asked. A write that fails is logged and tried
 * again; only `flush` and `close` reject (StorageError).
 */
export function openHistory(options: {
  readonly dir: string
  /** Megabytes on disk that a session may take; null = no limit. */
  readonly capMb: (session: SessionId) => number | null
  readonly disk: Disk
  readonly clock: Clock
  readonly log: Log
}): History {
  const { capMb, disk, clock, log } = options
  const directories = createSessionDirectories(disk, join(options.dir, 'history'))
  const cache = createLinesCache(options)
  const archives = new Map<SessionId, SessionArchive>()
  let cancel: (() => void) | null = null
  let closed = false

  function archive(session: SessionId, directory: () => Promise<string>): SessionArchive {
    const known = archives.get(session)
    if (known) return known
    const made = createSessionArchive({
      directory,
      capBytes: () => {
        const cap = capMb(session)
        return cap === null ? null : cap * MB
      },
      disk,
      log,
    })
    archives.set(session, made)
    return made
  }

  /** The archive of a session that has one on disk or in memory. */
  async function existing(session: SessionId): Promise<SessionArchive | undefined> {
    const known = archives.get(session)
    if (known) return known
    const directory = await directories.find(session)
    return directory === undefined ? undefined : archive(session, () => Promise.resolve(directory))
  }

  function writeLater(one: SessionArchive) {
    one.write(false).catch((error: unknown) => {
      log.error('storage.history.trouble', { error })
      plan()
    })
  }

  function plan() {
    if (closed) return
    cancel ??= clock.after(BATCH_MS, () => {
      cancel = null
      for (const one of archives.values()) if (one.waiting > 0) writeLater(one)
    })
  }

  async function newestChange(directory: string): Promise<number> {
    const newest = (await namesIn(disk, directory)).sort().at(-1)
    return newest === undefined ? 0 : (await disk.lstat(join(directory, newest))).mtimeMs
  }

  async function newestFirst(): Promise<readonly SessionId[]> {
    const changes = await Promise.all(
      Array.from(await directories.all(), async ([id, directory]) => ({
        id,
        at: await newestChange(directory).catch(() => 0),
      })),
    )
    return changes.sort((a, b) => b.at - a.at).map(({ id }) => id)
  }

  const read = (directory: string, segment: Segment): Promise<Buffer | null> =>
    readText(disk, directory, segment).catch((error: unknown) => {
      const path = join(directory, segment.name)
      // Missing: it has just been sealed or trimmed.
      if (!isMissing(error)) log.warn('storage.history.unreadable', { path, why: errorMessage(error) })
      return null
    })

  async function flush() {
    await Promise.all(Array.from(archives.values(), (one) => one.write(true)))
  }

  return {
    flush,
    append(session, chat, ...entries) {
      const one = archive(session, () => directories.of(session, chat))
      const full = one.waiting >= BATCH_BYTES
      one.push(entries)
      if (!full && one.waiting >= BATCH_BYTES) writeLater(one)
      plan()
    },
    async page(session, page) {
      const one = await existing(session)
      if (!one) return { session, entries: [], first: 0, end: 0 }
      return one.view((view) => readPage(session, view, page, cache))
    },
    async search(text, { limit, session, signal }) {
      const hits = []
      if (text === '') return []
      const matches = matcher(text)
      for (const one of archives.values()) if (one.waiting > 0) await one.write(false)
      for (const id of session === undefined ? await newestFirst() : [session]) {
        if (hits.length >= limit || signal?.aborted) break
        const one = await existing(id)
        if (!one) continue
        const found = await searchSession({ archive: one, read, matches, limit: limit - hits.length, signal })
        hits.push(...found.map((hit) => ({ session: id, ...hit })))
      }
      return hits
    },
    async size(session) {
      const one = await existing(session)
      if (!one) return 0
      return one.view(async ({ directory, segments }) => {
        const sizes = await Promise.all(segments.map(({ name }) => disk.lstat(join(directory, name))))
        return sizes.reduce((sum, { size }) => sum + size, 0)
      })
    },
    list: async () => [...(await directories.all()).keys()],
    async remove(session) {
      cache.clear()
      await (await existing(session))?.remove()
      archives.delete(session)
      await directories.forget(session)
    },
    async close() {
      closed = true
      cancel?.()
      cache.clear()
      await flush()
      await Promise.all(Array.from(archives.values(), (one) => one.settled()))
    },
  }
}
