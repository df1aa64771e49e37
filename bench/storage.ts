import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { historyBench } from './storage/history-bench.ts'
import { journalBench } from './storage/journal-bench.ts'
import type { Row } from './storage/measure.ts'
import { storeBench } from './storage/store-bench.ts'

export type { Row }

/** Figures of the store, the journal and the history, on the disk of the temporary directory. Under a minute. */
export async function storageBench(): Promise<Row[]> {
  const dir = await mkdtemp(join(tmpdir(), 'switchboard-bench-'))
  try {
    return [...(await storeBench(dir)), ...(await journalBench(dir)), ...(await historyBench(dir))]
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
