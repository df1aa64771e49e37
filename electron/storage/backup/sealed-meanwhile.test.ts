import { mkdtemp, rm, writeFile, rename, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

import { list } from 'tar'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { nodeDisk } from '../disk.ts'
import { dataDir, SEGMENT } from '../testing/archives.ts'
import { writeBackup } from './backup.ts'

let dir = ''
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'backup-test-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

it('takes a segment that is sealed while the backup is made', async () => {
  const from = await dataDir(dir, 'from')
  const sealed = SEGMENT.replace('.jsonl', '-000000000001.jsonl.br')
  const disk = {
    ...nodeDisk,
    copyFile: async (source: string, target: string) => {
      if (source.endsWith(SEGMENT)) {
        // What `seal` does, just now.
        await writeFile(join(from, sealed), brotliCompressSync(await readFile(source)))
        await rename(source, `${source}.gone`)
      }
      return nodeDisk.copyFile(source, target)
    },
  }
  const file = join(dir, 'all.tar.gz')
  await writeBackup(from, file, { version: '1', at: 1 }, disk)
  const names: string[] = []
  await list({ file, onReadEntry: (entry) => void names.push(entry.path) })
  expect(names.some((name) => name.startsWith('history/'))).toBe(true)
})
