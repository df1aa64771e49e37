import { basename, dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'

import type { z } from 'zod'

import type { Log } from '../../shared/log.ts'
import { createQueue } from '../../shared/queue.ts'
import { encodeLine } from '../checked-line.ts'
import { readIfThere } from '../disk.ts'
import type { Disk } from '../disk.ts'
import type { Journal } from '../port.ts'
import { storageError } from '../storage-error.ts'
import { openJournalFile } from './journal-file.ts'
import type { JournalFile } from './journal-file.ts'
import { readJournal } from './read-journal.ts'

/** A journal that can say what was wrong with its file. */
export interface OpenedJournal<T> extends Journal<T> {
  /** In words for people; empty where all was well. */
  readonly damage: readonly string[]
}

interface Waiting {
  readonly text: string
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Keeps damaged lines in a file beside the journal, then rewrites the journal without them. */
async function keepDamaged(
  disk: Disk,
  path: string,
  file: JournalFile,
  lines: readonly string[],
  good: readonly unknown[],
) {
  const aside = await disk.open(`${path}.damaged`, 'a')
  try {
    await aside.write(Buffer.from(lines.map((line) => `${line}\n`).join('')))
    await aside.sync()
  } finally {
    await aside.close()
  }
  await file.replace(good)
}

async function openAndRead<T>(disk: Disk, path: string, schema: z.ZodType<T>) {
  try {
    await disk.mkdir(dirname(path))
    const contents = readJournal((await readIfThere(disk, path)) ?? Buffer.alloc(0), schema)
    return { contents, file: await openJournalFile(disk, path, contents.length) }
  } catch (error) {
    throw storageError(path, 'opened', error)
  }
}

/**
 * Opens an append-only journal: one JSON record a line, each with a checksum. `openJournal`,
 * `append` and `compact` reject with a StorageError; earlier records stay valid.
 *
 * `compact` calls `live` when every append that was acknowledged has resolved for its caller. So whoever appends must make
 * `live` return a record as soon as the `append` of it resolves.
 */
export async function openJournal<T>(options: {
  readonly file: string
  readonly schema: z.ZodType<T>
  readonly disk: Disk
  readonly log: Log
}): Promise<OpenedJournal<T>> {
  const { file: path, schema, disk, log } = options
  const { contents, file } = await openAndRead(disk, path, schema)

  const damage: string[] = []
  if (contents.damaged.length > 0) {
    damage.push(`${contents.damaged.length} damaged lines of ${basename(path)} are kept in ${basename(path)}.damaged.`)
    log.warn('storage.journal.damaged', { path, lines: contents.damaged.length })
    // If the disk refuses, they stay where they are: they do no harm there, and the next start tries again.
    await keepDamaged(disk, path, file, contents.damaged, contents.found).catch((error: unknown) =>
      log.error('storage.journal.damaged', { path, error }),
    )
  }

  let waiting: Waiting[] = []
  let writing = false
  const exclusively = createQueue()

  /** One write and one fsync for all that wait. */
  async function writeWaiting() {
    writing = false
    const group = waiting
    waiting = []
    try {
      await file.append(group.map((item) => item.text).join(''))
      for (const item of group) item.resolve()
    } catch (error) {
      for (const item of group) item.reject(error)
    }
  }

  return {
    found: contents.found,
    damage,
    get size() {
      return file.size
    },
    append(...records) {
      if (records.length === 0) return Promise.resolve()
      return new Promise((resolve, reject) => {
        waiting.push({ text: records.map(encodeLine).join(''), resolve, reject })
        if (writing) return
        writing = true
        void exclusively(writeWaiting)
      })
    },
    compact: (live) =>
      exclusively(async () => {
        // The callers of the last group hear of it in microtasks, and `live` must know their records by then.
        await setImmediate()
        await file.replace(live())
      }),
    close: () => exclusively(() => file.close()),
  }
}
