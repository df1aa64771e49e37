import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import fc from 'fast-check'
import { create } from 'tar'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { applyPendingRestore, MANIFEST, writeBackup } from './backup.ts'
import { refusal, stageRestore } from './restore.ts'

let dir = ''
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'backup-test-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

const chat = {
  key: 'telegram:1',
  kind: 'private',
  title: 'Ann',
  directory: '/code',
  createdAt: 1,
  lastActivityAt: 2,
  futureKey: { kept: true },
}

async function dataDir(name: string, title = 'Ann'): Promise<string> {
  const path = join(dir, name)
  await mkdir(join(path, 'history/chat/session'), { recursive: true })
  await writeFile(
    join(path, 'sessions.json'),
    JSON.stringify({ version: 1, chats: { 'telegram:1': { ...chat, title } }, sessions: {} }),
  )
  await writeFile(join(path, 'settings.json'), '{}')
  await writeFile(join(path, 'secrets.json'), '{"token":"ciphertext"}')
  await writeFile(join(path, 'history/chat/session/1.jsonl'), 'one\n')
  return path
}

/** An archive with hostile content, made by hand. */
async function archiveOf(files: Record<string, string>, extra?: (root: string) => Promise<void>): Promise<string> {
  const root = await mkdtemp(join(dir, 'made-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), text)
  }
  await extra?.(root)
  const file = join(dir, `${Math.random()}.tar.gz`)
  await create({ gzip: true, file, cwd: root }, await readdir(root))
  return file
}

const manifest = (version = 1) => JSON.stringify({ format: 'switchboard-backup', version, app: '9.9', at: 1 })
const valid = { [`backup-abc/${MANIFEST}`]: manifest(), 'sessions.json': '{"version":1,"chats":{},"sessions":{}}' }

describe('backup and restore', () => {
  it('brings everything but secrets to another machine, and keeps what was there', async () => {
    const from = await dataDir('from', 'Bob')
    const file = join(dir, 'all.tar.gz')
    await writeBackup(from, file, { version: '1', at: 1 })
    const to = await dataDir('to')
    expect(await stageRestore(to, file)).toEqual({ ok: true, value: undefined })
    const kept = await applyPendingRestore(to, 5)
    expect(JSON.parse(await readFile(join(to, 'sessions.json'), 'utf8')).chats['telegram:1']).toMatchObject({
      title: 'Bob',
      futureKey: { kept: true },
    })
    expect(await readFile(join(to, 'history/chat/session/1.jsonl'), 'utf8')).toBe('one\n')
    expect(JSON.parse(await readFile(join(kept ?? '', 'sessions.json'), 'utf8')).chats['telegram:1'].title).toBe('Ann')
    expect(file).toBeTruthy()
    expect(await readdir(from)).not.toContain('backup-')
    expect(await applyPendingRestore(to, 6)).toBeNull()
  })

  it('puts no secret into the archive', async () => {
    const from = await dataDir('from')
    const file = join(dir, 'all.tar.gz')
    await writeBackup(from, file, { version: '1', at: 1 })
    const { list } = await import('tar')
    const paths: string[] = []
    await list({ file, onReadEntry: (entry) => void paths.push(entry.path) })
    expect(paths.some((path) => path.includes('secrets'))).toBe(false)
    expect(paths).toContain('sessions.json')
  })

  it.each([
    [
      'a symbolic link',
      async () => archiveOf(valid, (root) => symlink('/etc/passwd', join(root, 'history'))),
      /neither a file nor a folder/,
    ],
    ['a file that is no part of a backup', async () => archiveOf({ ...valid, 'evil.sh': 'x' }), /no part of a backup/],
    ['no manifest', async () => archiveOf({ 'sessions.json': '{}' }), /no manifest/],
    [
      'a newer version',
      async () => archiveOf({ ...valid, [`backup-abc/${MANIFEST}`]: manifest(99) }),
      /newer Switchboard/,
    ],
    [
      'a damaged sessions.json',
      async () => archiveOf({ ...valid, 'sessions.json': '{"version":' }),
      /sessions\.json is damaged/,
    ],
    [
      'records of the wrong shape',
      async () => archiveOf({ ...valid, 'sessions.json': '{"version":1,"chats":{"x":{}},"sessions":{}}' }),
      /sessions\.json is damaged/,
    ],
  ])('refuses an archive with %s whole, and says why', async (_what, make, why) => {
    const to = await dataDir('to')
    const before = await readdir(to)
    const result = await stageRestore(to, await make())
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(why) })
    expect(await readdir(to)).toEqual(before)
  })

  it('refuses an archive that unpacks to more than it may', async () => {
    const to = await dataDir('to')
    const bomb = await archiveOf({ ...valid, 'history/zeros': '0'.repeat(5_000_000) })
    const result = await stageRestore(to, bomb, { bytes: 1_000_000, files: 100 })
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('more than 1 MB') })
  })

  it('never accepts a path outside itself', () => {
    for (const path of ['../x', '/etc/passwd', 'history/../../x', 'C:/x', 'history\\..\\x', 'journal/../../../x']) {
      expect(refusal(path, 'File'), path).not.toBeNull()
    }
    fc.assert(fc.property(fc.string(), (tail) => refusal(`../${tail}`, 'File') !== null))
  })

  it('survives any bytes that call themselves an archive', async () => {
    const to = await dataDir('to')
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.boolean(), async (bytes, zipped) => {
        const file = join(dir, 'random.tar.gz')
        await writeFile(file, zipped ? gzipSync(bytes) : bytes)
        expect((await stageRestore(to, file)).ok).toBe(false)
      }),
      { numRuns: 60 },
    )
    expect((await readdir(to)).sort()).toEqual(['history', 'secrets.json', 'sessions.json', 'settings.json'])
  })
})
