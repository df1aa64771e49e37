import { join } from 'node:path'

import { z } from 'zod'

import { silentLog } from '../../electron/shared/log.ts'
import { nodeDisk } from '../../electron/storage/disk.ts'
import { openJournal } from '../../electron/storage/journal/open-journal.ts'
import { ms, quantile, times } from './measure.ts'
import type { Row } from './measure.ts'

const schema = z.object({ n: z.number(), text: z.string() })

/** Records the size of a prompt, each durable before it counts. */
export async function journalBench(dir: string): Promise<Row[]> {
  const file = join(dir, 'journal', 'prompts.jsonl')
  const journal = await openJournal({ file, schema, disk: nodeDisk, log: silentLog })
  const text = 'Please make the tests of the outbox green. '.repeat(10)
  const one = await times(500, (n) => journal.append({ n, text }))
  const many = await times(20, () => Promise.all(Array.from({ length: 100 }, (_, n) => journal.append({ n, text }))))
  const compact = await times(5, () => journal.compact(() => Array.from({ length: 1000 }, (_, n) => ({ n, text }))))
  await journal.close()
  return [
    { name: 'Journal: append with fsync, p50', figure: ms(quantile(one, 0.5)), goal: '< 2 ms' },
    { name: 'Journal: append with fsync, p99', figure: ms(quantile(one, 0.99)), goal: '< 20 ms' },
    { name: 'Journal: 100 appends at once (one fsync), p50', figure: ms(quantile(many, 0.5)), goal: '< 10 ms' },
    { name: 'Journal: compact to 1,000 records', figure: ms(quantile(compact, 0.5)), goal: '< 50 ms' },
  ]
}
