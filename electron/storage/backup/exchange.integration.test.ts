import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { nodeDisk as realDisk } from '../disk.ts'
import type { Disk } from '../disk.ts'
import { createFaultyDisk, killAt } from '../testing/faulty-disk.ts'
import { applyPendingRestore } from './exchange.ts'

/** The real one, without the time that syncing takes. The calls are counted all the same. */
const nodeDisk: Disk = { ...realDisk, syncDirectory: async () => undefined }

let dir = ''
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'exchange-test-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

const put = async (path: string, text: string) => {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

const OLD = {
  'history/chat/old.jsonl': 'old history',
  'journal/cleanup.jsonl': 'old cleanup',
  'journal/prompts.jsonl': 'waits here',
  'secrets.json': 'ciphertext',
  'sessions.json': 'old sessions',
  'sessions.json.bak': 'older sessions',
  'settings.json': 'old settings',
}
const NEW = {
  'history/chat/new.jsonl': 'new history',
  'journal/usage.jsonl': 'new usage',
  'sessions.json': 'new sessions',
}
const STAYS = { 'journal/prompts.jsonl': 'waits here', 'secrets.json': 'ciphertext' }

async function dataWithPending(name: string): Promise<string> {
  const data = join(dir, name)
  for (const [path, text] of Object.entries(OLD)) await put(join(data, path), text)
  for (const [path, text] of Object.entries(NEW)) await put(join(data, 'restore-pending', path), text)
  return data
}

/** Path → text of every file below. */
async function contents(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const found = files.toSorted().map(async (file) => [relative(root, file), await readFile(file, 'utf8')])
  return Object.fromEntries(await Promise.all(found)) as Record<string, string>
}

/** What a finished restore leaves: the new data, what it does not touch, and all of the old in one place. */
function finished(at: number): Record<string, string> {
  const left = Object.entries(OLD).filter(([path]) => !(path in STAYS))
  return { ...STAYS, ...NEW, ...Object.fromEntries(left.map(([path, text]) => [`before-restore-${at}/${path}`, text])) }
}

/** Runs with a disk that fails in the given way, and says whether it came to an end. */
async function attempt(data: string, disk: Disk): Promise<boolean> {
  return applyPendingRestore(data, 1, disk).then(
    () => true,
    () => false,
  )
}

describe('the exchange of data for a restored backup', () => {
  it('loses nothing and goes on in the same place, whenever it is killed', async () => {
    let kills = 0
    for (let at = 0; ; at++) {
      const data = await dataWithPending(`kill-${at}`)
      if (await attempt(data, createFaultyDisk(nodeDisk, killAt(at)))) break
      kills++
      const texts = new Set(Object.values(await contents(data)))
      for (const text of [...Object.values(OLD), ...Object.values(NEW)])
        expect(texts, `killed at ${at}`).toContain(text)
      await applyPendingRestore(data, 2, nodeDisk)
      const kept = (await readdir(data)).filter((name) => name.startsWith('before-restore-'))
      expect(kept, `killed at ${at}`).toHaveLength(1)
      expect(await contents(data), `killed at ${at}`).toEqual(finished(Number(kept[0]?.slice(15))))
    }
    expect(kills).toBeGreaterThan(30)
  })

  it('ends with the error where a rename is refused, and goes on at the next start', async () => {
    let refusals = 0
    for (let nth = 0; ; nth++) {
      const data = await dataWithPending(`refused-${nth}`)
      let renames = 0
      const stubborn = createFaultyDisk(nodeDisk, ({ name }) =>
        name === 'rename' && renames++ === nth ? { code: 'EBUSY' } : undefined,
      )
      if (await attempt(data, stubborn)) break
      refusals++
      await applyPendingRestore(data, 1, nodeDisk)
      expect(await contents(data), `rename ${nth}`).toEqual(finished(1))
    }
    expect(refusals).toBeGreaterThan(8)
  })

  it('writes over nothing that came back into its way', async () => {
    const data = await dataWithPending('in-the-way')
    let renames = 0
    const halfway = createFaultyDisk(nodeDisk, ({ name, path }) =>
      name === 'rename' && path === join(data, 'sessions.json') && renames++ === 0 ? { code: 'EBUSY' } : undefined,
    )
    expect(await attempt(data, halfway)).toBe(false)
    await put(join(data, 'sessions.json'), 'made by another version')
    await expect(applyPendingRestore(data, 2)).rejects.toThrow(/sessions\.json is in the way/)
    expect(await readFile(join(data, 'sessions.json'), 'utf8')).toBe('made by another version')
    await rm(join(data, 'sessions.json'))
    await applyPendingRestore(data, 3)
    expect(await contents(data)).toEqual(finished(1))
  })

  it('removes what a killed backup or check left, and nothing else', async () => {
    const data = join(dir, 'left')
    for (const name of ['backup-1.partial', 'restore-22.partial', 'restore-mine', 'history'])
      await put(join(data, name, 'x'), 'x')
    expect(await applyPendingRestore(data, 1)).toBeNull()
    expect((await readdir(data)).toSorted()).toEqual(['history', 'restore-mine'])
  })
})
