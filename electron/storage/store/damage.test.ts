import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { systemClock } from '../../shared/clock.ts'
import { silentLog } from '../../shared/log.ts'
import type { StoreData } from '../port.ts'
import { createFaultyDisk } from '../testing/faulty-disk.ts'
import { createMemoryDisk } from '../testing/memory-disk.ts'
import type { MemoryDisk } from '../testing/memory-disk.ts'
import { chatRecord, sessionId, sessionRecord } from '../testing/records.ts'
import { openStore } from './open-store.ts'
import { recordsFormat } from './records-format.ts'
import { openSessionsStore, sessionsFormat } from './sessions-store.ts'

const FILE = '/data/sessions.json'

const open = (disk: MemoryDisk) => openSessionsStore('/data', { disk, clock: systemClock, log: silentLog })

const realistic = (): StoreData => ({
  version: 1,
  chats: { 'telegram:1': chatRecord(1) },
  sessions: { [sessionId(1)]: sessionRecord(1) },
})

const names = (disk: MemoryDisk) => [...disk.files.keys()].sort()
const textOf = (data: StoreData) => [...sessionsFormat().pieces(data)].join('')

describe('storage/store: a damaged file', () => {
  it('is never trusted, lost or silently reset when it is cut at any length', async () => {
    const whole = textOf(realistic())
    for (let length = 0; length < whole.length; length++) {
      const disk = createMemoryDisk()
      const cut = whole.slice(0, length)
      disk.put(FILE, cut)
      disk.put(`${FILE}.bak`, whole)
      const store = await open(disk)
      expect(store.data).toEqual(realistic())
      // Only the last line break can go unnoticed: nothing is missing without it.
      if (length === whole.length - 1) continue
      expect(store.damage.join(' ')).toContain('sessions.json was damaged')
      const kept = names(disk).find((name) => name.includes('.corrupt-'))
      expect(disk.text(kept ?? '')).toBe(cut)
      await store.close()
      expect(JSON.parse(disk.text(FILE) ?? '')).toEqual(realistic())
    }
  })

  it.each([
    ['empty', ''],
    ['binary', Buffer.from([0, 255, 254, 1, 2, 3, 0])],
    ['zeros, as after power loss', Buffer.alloc(512)],
    ['a list', '[]'],
    ['a number', '7'],
    ['null', 'null'],
    ['without a version', '{"chats":{},"sessions":{}}'],
    ['with a version of the wrong type', '{"version":"1","chats":{},"sessions":{}}'],
    ['without a collection', '{"version":1,"chats":{}}'],
    ['with a collection of the wrong type', '{"version":1,"chats":[],"sessions":{}}'],
  ])('that is %s is kept, told of, and replaced by the backup', async (_, content) => {
    const disk = createMemoryDisk()
    disk.put(FILE, content)
    disk.put(`${FILE}.bak`, textOf(realistic()))
    const store = await open(disk)
    expect(store.data).toEqual(realistic())
    expect(store.damage).toHaveLength(2)
    expect(names(disk).filter((name) => name.includes('.corrupt-'))).toHaveLength(1)
  })

  it('begins anew only when the backup is damaged too, keeps both and says so', async () => {
    const disk = createMemoryDisk()
    disk.put(FILE, '{')
    disk.put(`${FILE}.bak`, '}')
    const store = await open(disk)
    expect(store.data).toEqual({ version: 1, chats: {}, sessions: {} })
    expect(store.damage.at(-1)).toContain('begins anew')
    expect(names(disk).filter((name) => name.includes('.corrupt-'))).toHaveLength(2)
  })

  it('that went missing is replaced by the backup, and that is told', async () => {
    const disk = createMemoryDisk()
    disk.put(`${FILE}.bak`, textOf(realistic()))
    const store = await open(disk)
    expect(store.data).toEqual(realistic())
    expect(store.damage).toEqual(['sessions.json was missing; its last backup is in use.'])
  })

  it('says nothing at the very first start', async () => {
    const store = await open(createMemoryDisk())
    expect(store.damage).toEqual([])
    expect(store.data.chats).toEqual({})
  })
})

describe('storage/store: a record that does not parse', () => {
  it('is set aside once, while the good ones live', async () => {
    const disk = createMemoryDisk()
    const bad = { key: 'telegram:2', title: 7 }
    disk.put(FILE, JSON.stringify({ ...realistic(), chats: { 'telegram:1': chatRecord(1), 'telegram:2': bad } }))
    const store = await open(disk)
    expect(Object.keys(store.data.chats)).toEqual(['telegram:1'])
    expect(Object.keys(store.data.sessions)).toHaveLength(1)
    expect(store.damage[0]).toContain('chats/telegram:2')
    await store.close()
    // A second start finds nothing wrong any more.
    expect((await open(disk)).damage).toEqual([])
    const aside: unknown = JSON.parse(disk.text('/data/sessions.rejected.json') ?? '')
    expect(aside).toMatchObject([{ where: 'chats/telegram:2', value: bad }])
  })

  it('is not kept twice when the start that found it was killed before it saved', async () => {
    const disk = createMemoryDisk()
    disk.put(FILE, JSON.stringify({ version: 1, chats: { x: 1 }, sessions: {} }))
    await open(disk)
    await open(disk)
    expect(JSON.parse(disk.text('/data/sessions.rejected.json') ?? '')).toHaveLength(1)
  })

  it('is not overwritten while it cannot be set aside', async () => {
    const disk = createMemoryDisk()
    const before = JSON.stringify({ version: 1, chats: { x: { secret: 'keep me' } }, sessions: {} })
    disk.put(FILE, before)
    const full = createFaultyDisk(disk, ({ name, path }) =>
      name === 'open' && path.includes('rejected') ? { code: 'ENOSPC' } : undefined,
    )
    const store = await openSessionsStore('/data', { disk: full, clock: systemClock, log: silentLog })
    await expect(store.flush()).rejects.toMatchObject({ code: 'disk-full' })
    expect(disk.text(FILE)).toBe(before)
  })
})

describe('storage/store: versions', () => {
  interface Notes {
    version: number
    notes: Record<string, object>
  }
  const format = (version: number, migrations = {}) =>
    recordsFormat<Notes>({ version, migrations, collections: { notes: z.looseObject({ text: z.string() }) } })
  const openNotes = (disk: MemoryDisk, ...options: Parameters<typeof format>) =>
    openStore({
      file: '/data/notes.json',
      format: format(...options),
      disk,
      clock: systemClock,
      log: silentLog,
    })

  it('lifts an older file step by step and keeps a copy of it', async () => {
    const disk = createMemoryDisk()
    const old = '{"version":1,"memos":{"a":{"text":"x"}}}'
    disk.put('/data/notes.json', old)
    const store = await openNotes(disk, 3, {
      1: ({ memos, ...rest }: Record<string, unknown>) => ({ ...rest, notes: memos }),
      2: (file: Record<string, unknown>) => ({ ...file, lifted: true }),
    })
    expect(store.data).toEqual({ version: 3, notes: { a: { text: 'x' } }, lifted: true })
    expect(store.damage).toEqual([])
    await store.close()
    expect(JSON.parse(disk.text('/data/notes.json') ?? '')).toEqual(store.data)
    expect(disk.text(names(disk).find((name) => name.includes('.version-1-')) ?? '')).toBe(old)
  })

  it('treats a file that no migration can lift as damaged, not as empty', async () => {
    const disk = createMemoryDisk()
    disk.put('/data/notes.json', '{"version":1,"notes":{}}')
    const store = await openNotes(disk, 2)
    expect(store.damage.join(' ')).toContain('no way is known from version 1 to 2')
  })

  it('leaves a newer file alone until something changes, and writes only when a copy is kept', async () => {
    const disk = createMemoryDisk()
    const newer = '{"version":9,"notes":{"a":{"text":"x","later":1}},"future":[1]}'
    disk.put('/data/notes.json', newer)
    const store = await openNotes(disk, 1)
    expect(store.damage[0]).toContain('newer Switchboard (version 9')
    await store.flush()
    expect(disk.text('/data/notes.json')).toBe(newer)
    store.update((data) => void (data.notes.b = { text: 'y' }))
    await store.close()
    expect(disk.text(names(disk).find((name) => name.includes('.version-9-')) ?? '')).toBe(newer)
    expect(JSON.parse(disk.text('/data/notes.json') ?? '')).toEqual({
      version: 1,
      notes: { a: { text: 'x', later: 1 }, b: { text: 'y' } },
      future: [1],
    })
  })
})

describe('storage/store: keys that we do not know', () => {
  it('survive a round trip at every level', async () => {
    const disk = createMemoryDisk()
    const chat = { ...chatRecord(1), later: { deep: [1] }, preferences: { model: 'opus', mood: 'calm' } }
    const session = { ...sessionRecord(1), tokens: { ...sessionRecord(1).tokens, thinking: 5 } }
    const file = { version: 1, chats: { a: chat }, sessions: { b: session }, future: { x: null } }
    disk.put(FILE, JSON.stringify(file))
    const store = await open(disk)
    store.update((data) => void (data.chats.a = { ...chatRecord(1), ...data.chats.a, title: 'New' }))
    await store.close()
    expect(JSON.parse(disk.text(FILE) ?? '')).toEqual({ ...file, chats: { a: { ...chat, title: 'New' } } })
  })
})
