import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { list } from 'tar'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { systemClock } from '../../shared/clock.ts'
import { silentLog } from '../../shared/log.ts'
import { nodeDisk } from '../disk.ts'
import { openSessionsStore } from '../store/sessions-store.ts'
import { archiveOf, chat, dataDir, SEGMENT, sessions } from '../testing/archives.ts'
import { createFaultyDisk } from '../testing/faulty-disk.ts'
import { writeBackup } from './backup.ts'
import { MANIFEST } from './contents.ts'
import { applyPendingRestore } from './exchange.ts'
import { stageRestore as stage } from './restore.ts'

let dir = ''
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'backup-test-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

/** Without an opinion on transcripts, unless a test has one. */
const stageRestore = (to: string, archive: string, options: Partial<Parameters<typeof stage>[2]> = {}) =>
  stage(to, archive, { transcriptFault: async () => null, ...options })

describe('backup and restore', () => {
  it('brings everything but secrets to another machine, and keeps what was there', async () => {
    const from = await dataDir(dir, 'from', 'Bob')
    const file = join(dir, 'all.tar.gz')
    await writeBackup(from, file, { version: '1', at: 1 })
    const to = await dataDir(dir, 'to')
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

  it('takes along the transcripts of sessions, and refuses an archive whole whose transcript is not in order', async () => {
    const from = await dataDir(dir, 'from', 'Bob')
    const file = join(dir, 'all.tar.gz')
    const [one, two] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
    const transcripts = {
      sessions: [one, two, '../../escape'],
      write: (session: string, target: string) => writeFile(target, session === one ? 'said\n' : ''),
    }
    await writeBackup(from, file, { version: '1', at: 1, transcripts })
    const to = await dataDir(dir, 'to')
    const asked: string[] = []
    const before = await readdir(to)
    const refused = await stageRestore(to, file, {
      transcriptFault: async (path, session) => {
        asked.push(session, await readFile(path, 'utf8'))
        return 'a line of it is damaged'
      },
    })
    expect(asked).toEqual([one, 'said\n'])
    expect(refused).toMatchObject({
      code: 'backup-refused',
      message: expect.stringMatching(/transcripts\/1{8}.*cannot be used: a line of it is damaged/),
    })
    expect(await readdir(to)).toEqual(before)
    expect(await stageRestore(to, file)).toMatchObject({ ok: true })
    await applyPendingRestore(to, 5)
    expect(await readdir(join(to, 'transcripts'))).toEqual([`${one}.jsonl`])
  })

  it('takes neither secrets nor anything that is under way on this machine', async () => {
    const from = await dataDir(dir, 'from')
    const file = join(dir, 'all.tar.gz')
    await writeBackup(from, file, { version: '1', at: 1 })
    const paths: string[] = []
    await list({ file, onReadEntry: (entry) => void paths.push(entry.path) })
    const journals = ['journal/usage.jsonl', 'journal/cleanup.jsonl']
    expect(paths).toEqual([MANIFEST, 'settings.json', 'sessions.json', ...journals, SEGMENT])
  })

  it('leaves prompts, answers and updates that are under way where they are', async () => {
    const from = await dataDir(dir, 'from', 'Bob')
    const file = join(dir, 'all.tar.gz')
    await writeBackup(from, file, { version: '1', at: 1 })
    const to = await dataDir(dir, 'to')
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

  it('is whole or not at all: a file that cannot be read leaves nothing behind', async () => {
    const from = await dataDir(dir, 'from')
    await writeFile(join(from, SEGMENT.replace('.jsonl', '-000000000001.jsonl.br')), 'sealed')
    for (const name of ['copyFile', 'link']) {
      const disk = createFaultyDisk(nodeDisk, (call) => (call.name === name ? { code: 'EIO' } : undefined))
      await expect(writeBackup(from, join(dir, 'all.tar.gz'), { version: '1', at: 1 }, disk)).rejects.toMatchObject({
        code: 'disk-error',
      })
      expect((await readdir(dir)).filter((found) => found.startsWith('all'))).toEqual([])
      expect((await readdir(from)).filter((found) => found.startsWith('backup-'))).toEqual([])
    }
  })

  it('takes an archive in which one record is bad: the store sets it aside', async () => {
    const to = await dataDir(dir, 'to')
    const archive = await archiveOf(dir, { 'sessions.json': sessions({ good: chat, bad: {} }) })
    expect(await stageRestore(to, archive)).toEqual({ ok: true, value: undefined })
    await applyPendingRestore(to, 5)
    const store = await openSessionsStore(to, { disk: nodeDisk, clock: systemClock, log: silentLog })
    expect(Object.keys(store.data.chats)).toEqual(['good'])
    expect(store.damage).toHaveLength(1)
    await store.close()
  })
})
