import { mkdir, open, readdir, rename, unlink } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

import type { Clock } from '../../shared/clock.ts'
import type { Log, LogEntry, LogLevel } from '../../shared/log.ts'
import { DIRECTORY_MODE, FILE_MODE } from '../disk.ts'
import { earlierEntries } from './earlier.ts'
import { logEntry } from './entry.ts'

/** A log file is set aside at this size, and this many files are kept: 25 MB in all. */
const FILE_BYTES = 5 * 1024 * 1024
const FILES = 5

/** Entries kept in memory for "Logs". */
const RECENT = 2000

/** Lines are written together after this long (milliseconds). */
const BATCH_MS = 200

const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 }

export interface FileLog extends Log {
  /** The newest entries, those of earlier runs too, oldest first. */
  recent(limit: number): readonly LogEntry[]
  /** Returns a function that unsubscribes. */
  onEntry(listener: (entry: LogEntry) => void): () => void
  /** The file that is being written. */
  readonly file: string
  close(): Promise<void>
}

/** Opens `logs/switchboard.log` (JSONL, rotated). Never fails, and writing never waits: a full disk must stop neither a turn nor the start. */
export async function openLog(deps: { dir: string; clock: Clock; level: LogLevel }): Promise<FileLog> {
  const { dir, clock } = deps
  const file = join(dir, 'switchboard.log')
  const openFile = async (): Promise<FileHandle> => {
    await mkdir(dir, { recursive: true, mode: DIRECTORY_MODE })
    return open(file, 'a', FILE_MODE)
  }
  const listeners = new Set<(entry: LogEntry) => void>()
  const recent: LogEntry[] = []
  let pending: string[] = []
  let handle: FileHandle | null = await openFile().catch(() => null)
  let size = handle ? (await handle.stat()).size : 0
  // Not awaited: the start does not wait for what only "Logs" and a diagnostics bundle show.
  if (size > 0) void earlierEntries(file, size).then((found) => recent.unshift(...found.slice(recent.length - RECENT)))
  let cancel: (() => void) | null = null
  let writing: Promise<void> = Promise.resolve()

  const rotate = async (): Promise<void> => {
    await handle?.close()
    for (let n = FILES - 1; n > 1; n--) await rename(`${file}.${n - 1}`, `${file}.${n}`).catch(() => undefined)
    await rename(file, `${file}.1`).catch(() => undefined)
    const extra = (await readdir(dir)).filter((name) => Number(/^switchboard\.log\.(\d+)$/.exec(name)?.[1]) >= FILES)
    await Promise.all(extra.map((name) => unlink(join(dir, name)).catch(() => undefined)))
    handle = await openFile()
    size = 0
  }

  const write = async (): Promise<void> => {
    const text = pending.join('')
    pending = []
    if (text === '') return
    try {
      handle ??= await openFile()
      if (size > FILE_BYTES) await rotate()
      await handle.write(text)
      size += Buffer.byteLength(text)
    } catch {
      // The disk is full or gone. The entries stay in memory for "Logs"; the next batch tries again.
      handle = null
    }
  }

  const flush = (): Promise<void> => {
    cancel?.()
    cancel = null
    writing = writing.then(write)
    return writing
  }

  const put = (level: LogLevel, event: string, fields: Readonly<Record<string, unknown>> | undefined): void => {
    if (RANK[level] < RANK[deps.level]) return
    const entry = logEntry(clock.now(), level, event, fields)
    recent.push(entry)
    if (recent.length > RECENT) recent.shift()
    pending.push(`${JSON.stringify(entry)}\n`)
    cancel ??= clock.after(BATCH_MS, () => void flush())
    for (const listener of listeners) listener(entry)
  }

  return {
    file,
    debug: (event, fields) => put('debug', event, fields),
    info: (event, fields) => put('info', event, fields),
    warn: (event, fields) => put('warn', event, fields),
    error: (event, fields) => put('error', event, fields),
    recent: (limit) => recent.slice(-limit),
    onEntry(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      await flush()
      await handle?.close()
      handle = null
    },
  }
}
