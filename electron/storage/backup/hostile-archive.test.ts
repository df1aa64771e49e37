import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { archiveOf, archiveOfEntries, dataDir, manifest, SEGMENT, sessions, valid } from '../testing/archives.ts'
import { writeBackup } from './backup.ts'
import { refusal, RESTORE_LIMITS } from './contents.ts'
import { stageRestore as stage } from './restore.ts'

let dir = ''
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'backup-test-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

/** Without an opinion on transcripts, unless a test has one. */
const stageRestore = (to: string, archive: string, options: Partial<Parameters<typeof stage>[2]> = {}) =>
  stage(to, archive, { transcriptFault: async () => null, ...options })

describe('an archive that is damaged or hostile', () => {
  it('says of an archive that cannot be read what the system says, and of one that is cut that it is damaged', async () => {
    const to = await dataDir(dir, 'to')
    expect(await stageRestore(to, join(dir, 'none.tar.gz'))).toMatchObject({
      code: 'restore-failed',
      message: expect.stringContaining('ENOENT'),
    })
    const file = await archiveOf(dir, { ...valid, [SEGMENT]: 'a line\n'.repeat(1000) })
    const bytes = await readFile(file)
    await writeFile(file, bytes.subarray(0, bytes.length - 20))
    expect(await stageRestore(to, file)).toMatchObject({ code: 'backup-refused' })
    expect((await readdir(to)).filter((name) => name.startsWith('restore'))).toEqual([])
  })

  it.each([
    [
      'a symbolic link',
      () =>
        archiveOf(dir, valid, { extra: (root) => symlink('/etc/passwd', join(root, 'history')).then(() => 'history') }),
      /no plain file/,
    ],
    [
      'a directory in the place of a file',
      () => archiveOf(dir, valid, { extra: (root) => mkdir(join(root, 'history')).then(() => 'history') }),
      /no plain file/,
    ],
    [
      'a file twice',
      () => {
        const entry = { path: 'sessions.json', type: 'File' as const, body: valid['sessions.json'] }
        return archiveOfEntries(dir, valid, [entry, entry])
      },
      /holds sessions\.json twice/,
    ],
    [
      'a kind that nobody unpacks',
      () => archiveOfEntries(dir, {}, [{ path: 'history/x', type: 'GNUDumpDir', body: '' }]),
      /no plain file/,
    ],
    [
      'a kind that the reader passes over',
      () => {
        const volume = { path: 'history', type: 'TapeVolumeHeader' as const, body: '' }
        return archiveOfEntries(dir, valid, [
          volume,
          { path: 'sessions.json', type: 'File', body: valid['sessions.json'] },
        ])
      },
      /no plain file/,
    ],
    ['a file that is no part of a backup', () => archiveOf(dir, { ...valid, 'evil.sh': 'x' }), /no part of a backup/],
    [
      'a transcript outside its folder',
      () => archiveOf(dir, { ...valid, 'transcripts/up/1.jsonl': 'x' }),
      /no part of a backup/,
    ],
    [
      'a transcript of no session',
      () => archiveOf(dir, { ...valid, 'transcripts/x.jsonl': 'x' }),
      /no part of a backup/,
    ],
    ['a prompt that waits', () => archiveOf(dir, { ...valid, 'journal/prompts.jsonl': 'x' }), /no part of a backup/],
    ['no manifest', () => archiveOf(dir, valid, { first: null }), /not begin with a manifest/],
    ['a newer version', () => archiveOf(dir, valid, { first: manifest(valid, 99) }), /newer Switchboard/],
    [
      'a manifest of another size',
      () => archiveOf(dir, valid, { first: manifest({ 'sessions.json': '' }) }),
      /manifest says/,
    ],
    [
      'less than its manifest says',
      () => archiveOf(dir, valid, { first: manifest({ ...valid, 'settings.json': '{}' }) }),
      /not whole: settings.json/,
    ],
    ['no chats', () => archiveOf(dir, { 'settings.json': '{"version":1}' }), /sessions\.json is missing/],
    ['a damaged sessions.json', () => archiveOf(dir, { 'sessions.json': '{"version":' }), /sessions\.json is damaged/],
    ['no record that can be read', () => archiveOf(dir, { 'sessions.json': sessions({ x: {} }) }), /none of its 1/],
    [
      'sessions of a newer version',
      () => archiveOf(dir, { 'sessions.json': '{"version":99,"chats":{},"sessions":{}}' }),
      /newer Switchboard/,
    ],
    ['damaged settings', () => archiveOf(dir, { ...valid, 'settings.json': '[]' }), /settings\.json is damaged/],
  ])('refuses an archive with %s whole, and says why', async (_what, make, why) => {
    const to = await dataDir(dir, 'to')
    const before = await readdir(to)
    const result = await stageRestore(to, await make())
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(why) })
    expect(await readdir(to)).toEqual(before)
  })

  it('refuses an archive that unpacks to more than it may, by bytes, files and ratio', async () => {
    const to = await dataDir(dir, 'to')
    const bomb = await archiveOf(dir, { ...valid, [SEGMENT]: '0'.repeat(5_000_000) })
    const refused = async (limits: Partial<typeof RESTORE_LIMITS>) =>
      (await stageRestore(to, bomb, { limits: { ...RESTORE_LIMITS, ...limits } })) as { message?: string }
    expect((await refused({ bytes: 1_000_000 })).message).toContain('more than 1 MB')
    expect((await refused({ files: 1 })).message).toContain('more than 1 files')
    expect((await refused({ ratio: 100 })).message).toContain('far more than it is')
    // And with the limits that are in force.
    const blanks = await archiveOf(dir, { ...valid, [SEGMENT]: '\0'.repeat(30_000_000) })
    expect(await stageRestore(to, blanks)).toMatchObject({ message: expect.stringContaining('far more than it is') })
    const much = JSON.stringify({ ...JSON.parse(manifest(valid)), files: { [SEGMENT]: 20_000_000_001 } })
    expect(await stageRestore(to, await archiveOf(dir, valid, { first: much }))).toMatchObject({
      message: expect.stringContaining('more than 20000 MB'),
    })
    expect((await readdir(to)).filter((name) => name.startsWith('restore'))).toEqual([])
  })

  it('never accepts a path outside itself', () => {
    for (const path of ['../x', '/etc/passwd', 'history/../../x', 'C:/x', 'history\\..\\x', 'journal/../../../x']) {
      expect(refusal(path, 'File', 1), path).toContain('a path outside itself')
    }
    fc.assert(fc.property(fc.string(), (tail) => refusal(`../${tail}`, 'File', 1)?.includes('a path outside itself')))
  })

  it('never accepts a file that is larger than its kind can be', () => {
    for (const [path, largest] of [
      ['settings.json', 16_000_000],
      [SEGMENT, 1_000_000_000],
    ] as const) {
      expect(refusal(path, 'File', largest)).toBeNull()
      expect(refusal(path, 'File', largest + 1)).toContain('is too large')
    }
  })

  it('survives any bytes that call themselves an archive', async () => {
    const to = await dataDir(dir, 'to')
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
    const from = await dataDir(dir, 'from', 'Bob')
    const file = join(dir, 'all.tar.gz')
    await writeBackup(from, file, { version: '1', at: 1 })
    const whole = gunzipSync(await readFile(file))
    const to = await dataDir(dir, 'to')
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
