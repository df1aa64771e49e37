import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

import fc from 'fast-check'
import { create, list } from 'tar'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { systemClock } from '../../shared/clock.ts'
import { silentLog } from '../../shared/log.ts'
import { nodeDisk } from '../disk.ts'
import { openSessionsStore } from '../store/sessions-store.ts'
import { writeBackup } from './backup.ts'
import { MANIFEST, refusal, RESTORE_LIMITS } from './contents.ts'
import { applyPendingRestore } from './exchange.ts'
import { stageRestore } from './restore.ts'

let dir = ''
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'backup-test-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

const SEGMENT = 'history/telegram_1/11111111-1111-4111-8111-111111111111/000000000000.jsonl'

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
  await mkdir(join(path, SEGMENT, '..'), { recursive: true })
  await mkdir(join(path, 'journal'))
  await writeFile(
    join(path, 'sessions.json'),
    JSON.stringify({ version: 1, chats: { 'telegram:1': { ...chat, title } }, sessions: {} }),
  )
  await writeFile(join(path, 'settings.json'), '{"version":1}')
  await writeFile(join(path, 'secrets.json'), '{"token":"ciphertext"}')
  await writeFile(join(path, SEGMENT), 'one\n')
  for (const name of ['usage', 'cleanup', 'prompts', 'finals', 'updates'])
    await writeFile(join(path, 'journal', `${name}.jsonl`), `${name} of ${title}\n`)
  return path
}

/** An archive made by hand: the manifest first, as in ours, then the files in their order. */
async function archiveOf(
  files: Record<string, string>,
  { first = manifest(files), extra }: { first?: string | null; extra?: (root: string) => Promise<string> } = {},
): Promise<string> {
  const root = await mkdtemp(join(dir, 'made-'))
  for (const [path, text] of Object.entries(first === null ? files : { ...files, [MANIFEST]: first })) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), text)
  }
  const more = extra ? [await extra(root)] : []
  const file = join(dir, `${Math.random()}.tar.gz`)
  await create({ gzip: true, file, cwd: root }, [...(first === null ? [] : [MANIFEST]), ...Object.keys(files), ...more])
  return file
}

const manifest = (files: Record<string, string>, version = 1) =>
  JSON.stringify({
    format: 'switchboard-backup',
    version,
    app: '9.9',
    at: 1,
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.byteLength(text)])),
  })
const sessions = (chats: Record<string, unknown>) => JSON.stringify({ version: 1, chats, sessions: {} })
const valid = { 'sessions.json': sessions({}) }

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
    expect(await readFile(join(to, SEGMENT), 'utf8')).toBe('one\n')
    expect(JSON.parse(await readFile(join(kept ?? '', 'sessions.json'), 'utf8')).chats['telegram:1'].title).toBe('Ann')
    expect((await readdir(from)).filter((name) => name.startsWith('backup-'))).toEqual([])
    expect((await readdir(dir)).filter((name) => name.endsWith('.partial'))).toEqual([])
    expect(await applyPendingRestore(to, 6)).toBeNull()
  })

  it('takes neither secrets nor anything that is under way on this machine', async () => {
    const from = await dataDir('from')
    const file = join(dir, 'all.tar.gz')
    await writeBackup(from, file, { version: '1', at: 1 })
    const paths: string[] = []
    await list({ file, onReadEntry: (entry) => void paths.push(entry.path) })
    const journals = ['journal/usage.jsonl', 'journal/cleanup.jsonl']
    expect(paths).toEqual([MANIFEST, 'settings.json', 'sessions.json', ...journals, SEGMENT])
  })

  it('leaves prompts, answers and updates that are under way where they are', async () => {
    const from = await dataDir('from', 'Bob')
    const file = join(dir, 'all.tar.gz')
    await writeBackup(from, file, { version: '1', at: 1 })
    const to = await dataDir('to')
    await stageRestore(to, file)
    await applyPendingRestore(to, 5)
    const journal = (name: string) => readFile(join(to, 'journal', `${name}.jsonl`), 'utf8')
    expect(await Promise.all(['usage', 'cleanup', 'prompts', 'finals', 'updates'].map(journal))).toEqual([
      'usage of Bob\n',
      'cleanup of Bob\n',
      'prompts of Ann\n',
      'finals of Ann\n',
      'updates of Ann\n',
    ])
  })

  it('takes an archive in which one record is bad: the store sets it aside', async () => {
    const to = await dataDir('to')
    const archive = await archiveOf({ 'sessions.json': sessions({ good: chat, bad: {} }) })
    expect(await stageRestore(to, archive)).toEqual({ ok: true, value: undefined })
    await applyPendingRestore(to, 5)
    const store = await openSessionsStore(to, { disk: nodeDisk, clock: systemClock, log: silentLog })
    expect(Object.keys(store.data.chats)).toEqual(['good'])
    expect(store.damage).toHaveLength(1)
    await store.close()
  })

  it.each([
    [
      'a symbolic link',
      () => archiveOf(valid, { extra: (root) => symlink('/etc/passwd', join(root, 'history')).then(() => 'history') }),
      /no plain file/,
    ],
    ['a file that is no part of a backup', () => archiveOf({ ...valid, 'evil.sh': 'x' }), /no part of a backup/],
    ['a prompt that waits', () => archiveOf({ ...valid, 'journal/prompts.jsonl': 'x' }), /no part of a backup/],
    ['no manifest', () => archiveOf(valid, { first: null }), /not begin with a manifest/],
    ['a newer version', () => archiveOf(valid, { first: manifest(valid, 99) }), /newer Switchboard/],
    [
      'a manifest of another size',
      () => archiveOf(valid, { first: manifest({ 'sessions.json': '' }) }),
      /manifest says/,
    ],
    [
      'less than its manifest says',
      () => archiveOf(valid, { first: manifest({ ...valid, 'settings.json': '{}' }) }),
      /not whole: settings.json/,
    ],
    ['no chats', () => archiveOf({ 'settings.json': '{"version":1}' }), /sessions\.json is missing/],
    ['a damaged sessions.json', () => archiveOf({ 'sessions.json': '{"version":' }), /sessions\.json is damaged/],
    ['no record that can be read', () => archiveOf({ 'sessions.json': sessions({ x: {} }) }), /none of its 1/],
    [
      'sessions of a newer version',
      () => archiveOf({ 'sessions.json': '{"version":99,"chats":{},"sessions":{}}' }),
      /newer Switchboard/,
    ],
    ['damaged settings', () => archiveOf({ ...valid, 'settings.json': '[]' }), /settings\.json is damaged/],
  ])('refuses an archive with %s whole, and says why', async (_what, make, why) => {
    const to = await dataDir('to')
    const before = await readdir(to)
    const result = await stageRestore(to, await make())
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(why) })
    expect(await readdir(to)).toEqual(before)
  })

  it('refuses an archive that unpacks to more than it may, by bytes, files and ratio', async () => {
    const to = await dataDir('to')
    const bomb = await archiveOf({ ...valid, [SEGMENT]: '0'.repeat(5_000_000) })
    const refused = async (limits: Partial<typeof RESTORE_LIMITS>) =>
      (await stageRestore(to, bomb, { limits: { ...RESTORE_LIMITS, ...limits } })) as { message?: string }
    expect((await refused({ bytes: 1_000_000 })).message).toContain('more than 1 MB')
    expect((await refused({ files: 1 })).message).toContain('more than 1 files')
    expect((await refused({ ratio: 100 })).message).toContain('far more than it is')
    expect((await readdir(to)).filter((name) => name.startsWith('restore'))).toEqual([])
  })

  it('never accepts a path outside itself', () => {
    for (const path of ['../x', '/etc/passwd', 'history/../../x', 'C:/x', 'history\\..\\x', 'journal/../../../x']) {
      expect(refusal(path, 'File', 1), path).not.toBeNull()
    }
    fc.assert(fc.property(fc.string(), (tail) => refusal(`../${tail}`, 'File', 1) !== null))
  })

  it('survives any bytes that call themselves an archive', async () => {
    const to = await dataDir('to')
    const before = await readdir(to)
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.boolean(), async (bytes, zipped) => {
        const file = join(dir, 'random.tar.gz')
        await writeFile(file, zipped ? gzipSync(bytes) : bytes)
        expect((await stageRestore(to, file)).ok).toBe(false)
      }),
      { numRuns: 60 },
    )
    expect(await readdir(to)).toEqual(before)
  })

  it('brings back from a damaged archive all of it or nothing', async () => {
    const from = await dataDir('from', 'Bob')
    const file = join(dir, 'all.tar.gz')
    await writeBackup(from, file, { version: '1', at: 1 })
    const whole = gunzipSync(await readFile(file))
    const to = await dataDir('to')
    const before = await readdir(to)
    const damage = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255), cut: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, byte, cut }) => {
        const bytes = Buffer.from(cut ? whole.subarray(0, at) : whole)
        if (!cut) bytes[at] = byte
        await writeFile(file, gzipSync(bytes))
        const { ok } = await stageRestore(to, file)
        expect((await readdir(to)).filter((name) => !before.includes(name))).toEqual(ok ? ['restore-pending'] : [])
        await rm(join(to, 'restore-pending'), { recursive: true, force: true })
      }),
      { numRuns: 60 },
    )
  })
})
