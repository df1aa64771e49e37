import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { encodeLine } from '../../storage/checked-line.ts'
import type { NamedStep } from './named-steps.ts'

/** Above the size at which any of the journals is rewritten. */
const BYTES = 2_500_000

/** Records of things long past: nothing is open in them. */
const PAST: Readonly<Record<NonNullable<NamedStep['large']>, (n: number) => unknown>> = {
  'prompts.jsonl': (n) => ({ type: 'known', ids: [`00000000-0000-5000-8000-${String(n).padStart(12, '0')}`] }),
  'finals.jsonl': (n) => ({ type: 'done', id: `past:${n}` }),
  'updates.jsonl': (n) => ({ type: 'handled', bot: 1, ids: [n] }),
  'usage.jsonl': () => ({
    day: '2026-01-01',
    chat: 'telegram:1',
    model: 'past',
    turns: 1,
    costUsd: 0,
    tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    durationMs: 1,
  }),
}

/** Fills a journal, as months of use do. */
export async function swell(dataDir: string, file: NonNullable<NamedStep['large']>): Promise<void> {
  const lines: string[] = []
  for (let bytes = 0, n = 1; bytes < BYTES; n++) {
    const line = encodeLine(PAST[file](n))
    bytes += line.length
    lines.push(line)
  }
  await mkdir(join(dataDir, 'journal'), { recursive: true })
  await writeFile(join(dataDir, 'journal', file), lines.join(''))
}
