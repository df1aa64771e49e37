import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, it, onTestFinished } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { systemClock } from '../../shared/clock.ts'
import { silentLog } from '../../shared/log.ts'
import { nodeDisk } from '../disk.ts'
import type { Disk } from '../disk.ts'
import { createFaultyDisk, killAt } from '../testing/faulty-disk.ts'
import { createMemoryDisk } from '../testing/memory-disk.ts'
import { chatRecord, sessionRecord } from '../testing/records.ts'
import { openSessionsStore } from './sessions-store.ts'

const FILE = '/data/sessions.json'
const open = (disk: Disk, dir = '/data') => openSessionsStore(dir, { disk, clock: systemClock, log: silentLog })

/** Lets everything that is ready on a disk in memory come to its end. */
const settle = () => new Promise((resolve) => void setImmediate(() => setImmediate(resolve)))

async function scratch(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'switchboard-store-'))
  onTestFinished(() => rm(dir, { recursive: true }))
  return dir
}

describe('storage/store: saving', () => {
  it('writes at most four times a second, however much changes', async () => {
    const clock = new FakeClock()
    const disk = createMemoryDisk()
    let writes = 0
    const counting = createFaultyDisk(disk, ({ name, path }) => {
      if (name === 'rename' && path === FILE) writes++
      return undefined
    })
    const store = await openSessionsStore('/data', { disk: counting, clock, log: silentLog })
    for (let tick = 0; tick < 2000; tick++) {
      store.update((data) => void (data.chats.a = { ...chatRecord(1), lastActivityAt: tick }))
      clock.advance(1)
      if (tick % 50 === 49) await settle()
    }
    expect(writes).toBeGreaterThanOrEqual(7)
    expect(writes).toBeLessThanOrEqual(9)
    await store.close()
    expect(JSON.parse(disk.text(FILE) ?? '')).toMatchObject({ chats: { a: { lastActivityAt: 1999 } } })
  })

  it('has on disk what was changed while a write ran, when flush resolves', async () => {
    const disk = createMemoryDisk()
    const store = await open(disk)
    store.update((data) => void (data.chats.a = chatRecord(1)))
    const first = store.flush()
    store.update((data) => void (data.chats.b = chatRecord(2)))
    await store.flush()
    expect(Object.keys(JSON.parse(disk.text(FILE) ?? '').chats)).toEqual(['a', 'b'])
    await first
  })

  it('throws when a written record is changed in place, since that change would be lost', async () => {
    const store = await open(createMemoryDisk())
    store.update((data) => void (data.sessions.a = sessionRecord(1)))
    await store.flush()
    const record = store.data.sessions.a as { title: string | null }
    expect(() => (record.title = 'lost')).toThrow(TypeError)
  })

  it('keeps a record called __proto__ a record', async () => {
    const disk = createMemoryDisk()
    disk.put(FILE, `{"version":1,"sessions":{},"chats":{"__proto__":${JSON.stringify(chatRecord(1))}}}`)
    const store = await open(disk)
    expect(Object.keys(store.data.chats)).toEqual(['__proto__'])
  })
})

describe('storage/store: a disk that refuses', () => {
  it.each([
    ['ENOSPC', 'disk-full', 'the disk is full'],
    ['EACCES', 'not-writable', 'may not be written'],
    ['EROFS', 'not-writable', 'may not be written'],
    ['EIO', 'disk-error', 'reported an error'],
  ])('with %s is named, keeps the data, and is tried again until it works', async (code, name, words) => {
    const clock = new FakeClock()
    const disk = createMemoryDisk()
    let broken = true
    const faulty = createFaultyDisk(disk, (call) => (broken && call.name === 'write' ? { code, bytes: 10 } : undefined))
    const store = await openSessionsStore('/data', { disk: faulty, clock, log: silentLog })
    const troubles: (string | null)[] = []
    store.onTrouble((problem) => troubles.push(problem))
    store.update((data) => void (data.chats.a = chatRecord(1)))
    await expect(store.flush()).rejects.toMatchObject({ code: name })
    expect(store.data.chats.a).toEqual(chatRecord(1))
    expect([...disk.files.keys()]).toEqual([])
    broken = false
    for (let tries = 0; tries < 3; tries++) {
      clock.advance(500)
      await settle()
    }
    expect(troubles).toEqual([expect.stringContaining(words), null])
    expect(Object.keys(JSON.parse(disk.text(FILE) ?? '').chats)).toEqual(['a'])
  })

  it('waits longer and longer between attempts', async () => {
    const clock = new FakeClock()
    let attempts = 0
    const faulty = createFaultyDisk(createMemoryDisk(), ({ name }) => {
      if (name !== 'open') return undefined
      attempts++
      return { code: 'ENOSPC' }
    })
    const store = await openSessionsStore('/data', { disk: faulty, clock, log: silentLog })
    store.update((data) => void (data.chats.a = chatRecord(1)))
    for (let second = 0; second < 600; second++) {
      clock.advance(1000)
      await settle()
    }
    expect(attempts).toBeGreaterThan(15)
    expect(attempts).toBeLessThan(40)
  })

  it('that cannot read the file does not make it forget the file', async () => {
    const disk = createMemoryDisk()
    disk.put(FILE, 'not ours to read')
    const faulty = createFaultyDisk(disk, ({ name, path }) =>
      path.endsWith('sessions.json') && name === 'readFile' ? { code: 'EACCES' } : undefined,
    )
    const store = await open(faulty)
    expect(store.damage[0]).toContain('EACCES')
    await store.close()
    const kept = [...disk.files.keys()].find((name) => name.includes('.corrupt-')) ?? ''
    expect(disk.text(kept)).toBe('not ours to read')
  })
})

describe('storage/store: killed or without power at any instant of a save', () => {
  it('is found again as it was before or after the change, with nothing to tell', async () => {
    for (let at = 0; ; at++) {
      const disk = createMemoryDisk()
      const before = await open(disk)
      before.update((data) => void (data.chats.a = chatRecord(1)))
      await before.flush()
      before.update((data) => void (data.chats.a = chatRecord(2)))
      await before.flush()

      const dying = await open(createFaultyDisk(disk, killAt(at, 100)))
      dying.update((data) => void (data.chats.a = chatRecord(3)))
      const acknowledged = await dying.flush().then(
        () => true,
        () => false,
      )
      disk.losePower()

      const after = await open(disk)
      // Killed in its load, it had nothing to save, and took the file for unreadable.
      if (at >= 3) {
        expect(after.damage).toEqual([])
        expect(acknowledged ? [3] : [2, 3]).toContain(after.data.chats.a?.openedBy)
      }
      if (acknowledged) return
    }
  })
})

describe('storage/store: on a real disk', () => {
  it('follows a symbolic link and leaves it a link', async () => {
    const [dir, elsewhere] = [await scratch(), await scratch()]
    await symlink(join(elsewhere, 'real.json'), join(dir, 'sessions.json'))
    const store = await open(nodeDisk, dir)
    store.update((data) => void (data.chats.a = chatRecord(1)))
    await store.flush()
    store.update((data) => void (data.chats.a = chatRecord(2)))
    await store.close()
    expect((await lstat(join(dir, 'sessions.json'))).isSymbolicLink()).toBe(true)
    expect((await readdir(elsewhere)).sort()).toEqual(['real.json', 'real.json.bak'])
    expect((await open(nodeDisk, dir)).data.chats.a?.openedBy).toBe(2)
  })

  it('writes files that only their owner may read, over one that anybody may', async () => {
    const dir = join(await scratch(), 'new')
    const store = await open(nodeDisk, dir)
    await store.flush()
    store.update((data) => void (data.chats.a = chatRecord(1)))
    await store.flush()
    await chmod(join(dir, 'sessions.json'), 0o644)
    store.update((data) => void (data.chats.a = chatRecord(2)))
    await store.close()
    expect((await stat(dir)).mode & 0o777).toBe(0o700)
    expect((await stat(join(dir, 'sessions.json'))).mode & 0o777).toBe(0o600)
    expect(JSON.parse(await readFile(join(dir, 'sessions.json.bak'), 'utf8')).chats.a.openedBy).toBe(1)
  })

  it('replaces a read-only file and keeps it as the backup', async () => {
    const dir = await scratch()
    const file = join(dir, 'sessions.json')
    await writeFile(file, '{"version":1,"chats":{},"sessions":{}}', { mode: 0o400 })
    const store = await open(nodeDisk, dir)
    store.update((data) => void (data.chats.a = chatRecord(1)))
    await store.close()
    expect(Object.keys((await open(nodeDisk, dir)).data.chats)).toEqual(['a'])
  })
})
