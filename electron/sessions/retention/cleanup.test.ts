import { describe, expect, it } from 'vitest'

import { reasonWords } from '../../shared/cleanup-words.ts'
import { silentLog } from '../../shared/log.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { DAY, NOW, chat, session, facts } from '../testing/cleanup-facts.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import type { CleanupFacts } from './candidates.ts'
import { createCleanup } from './cleanup.ts'
import type { CleanupEffects, CleanupRecord } from './cleanup.ts'

const by = { surface: 'dashboard' as const }

function rig(
  initial: CleanupFacts,
  found: readonly CleanupRecord[] = [],
  effect: (what: string) => void = () => undefined,
) {
  let current = initial
  const records: CleanupRecord[] = []
  const done: string[] = []
  const note = async (what: string): Promise<void> => {
    effect(what)
    done.push(what)
  }
  const effects: CleanupEffects = {
    facts: async () => current,
    sizeOf: async () => 1000,
    setChatArchived: (key, at) => note(`chat ${key} ${at === null ? 'back' : 'archived'}`),
    setSessionArchived: (key, at) => note(`session ${key} ${at === null ? 'back' : 'archived'}`),
    purgeSession: (key) => note(`purged ${key}`),
    removeFile: (path) => note(`removed ${path}`),
    endProcess: (pid, startedAt) => note(`ended ${pid} of ${startedAt}`),
  }
  let n = 0
  const cleanup = createCleanup({
    effects,
    journal: {
      found,
      append: async (...added) => void records.push(...added),
      compact: async () => undefined,
      size: 0,
      close: async () => undefined,
    },
    settings: defaultSettings,
    clock: new FakeClock(),
    log: silentLog,
    newId: () => `id${++n}`,
  })
  return { cleanup, done, records, become: (next: CleanupFacts) => (current = next) }
}

describe('a clean-up', () => {
  const old = facts({
    sessions: [session('s1', 'telegram:1', 40), session('s2', 'telegram:1', 40), session('s3', 'telegram:1', 90, 60)],
  })

  it('applies exactly the chosen items of the preview and can be undone', async () => {
    const { cleanup, done } = rig(old)
    const preview = await cleanup.preview(null)
    expect(preview.items.map((item) => [item.id, item.size])).toEqual([
      ['old sessions:s1', 0],
      ['old sessions:s2', 0],
      ['archived sessions:s3', 1000],
    ])
    const run = await cleanup.apply(preview.token, ['old sessions:s1'], by)
    expect(run).toMatchObject({ ok: true, value: { undoable: true, skipped: [] } })
    expect(done).toEqual(['session s1 archived'])
    expect(await cleanup.undo(cleanup.history()[0]?.id ?? '', by)).toMatchObject({ ok: true })
    expect(done.at(-1)).toBe('session s1 back')
    expect(await cleanup.undo(cleanup.history()[0]?.id ?? '', by)).toMatchObject({ ok: false })
  })

  it('leaves alone what became busy after the preview, and what the preview did not show', async () => {
    const { cleanup, done, become } = rig(old)
    const preview = await cleanup.preview(null)
    become({ ...old, busy: new Set(['telegram:1']) })
    const run = await cleanup.apply(preview.token, ['old sessions:s1', 'old sessions:never-shown'], by)
    expect(done).toEqual([])
    expect(run).toMatchObject({
      ok: true,
      value: {
        skipped: [{ why: expect.stringContaining('did not show') }, { why: expect.stringContaining('in use') }],
      },
    })
  })

  const file = (name: string) => ({ path: `/data/${name}`, name, size: 70, modifiedAt: NOW - 60 * DAY })
  const everything = facts({
    chats: [chat('telegram:1', 90), { ...chat('telegram:2', 0), directory: '/gone', name: 'Named' }],
    sessions: [
      session('s1', 'telegram:1', 40),
      { ...session('s2', 'telegram:1', 90, 60), title: 'A title' },
      session('s3', 'telegram:1', 1),
    ],
    missingDirectories: new Set(['/gone']),
    withoutTranscript: new Set(['s3']),
    orphans: ['s4'],
    deadProcesses: [{ pid: 77, session: null, startedAt: NOW - 5000 }],
    uploads: [file('up.png')],
    logs: [file('old.log')],
  })

  it('does to each thing what the preview said, and brings back of it what can be brought back', async () => {
    const { cleanup, done } = rig(everything)
    const { token, items } = await cleanup.preview(null)
    expect(items.map((item) => [item.id, item.title, item.action, reasonWords(item)])).toEqual([
      ['idle chats:telegram:1', 'telegram:1', 'archive', 'idle for 90 days'],
      ['old sessions:s1', 'Session s1', 'archive', 'last used 40 days ago'],
      ['archived sessions:s2', 'A title', 'purge', 'archived 60 days ago'],
      ['missing directories:telegram:2', 'Named', 'archive', 'its working directory no longer exists'],
      ['orphan transcripts:s4', 'Session s4', 'purge', 'kept in our history, but no record names it'],
      [
        'records without transcript:s3',
        'Session s3',
        'archive',
        expect.stringContaining('no longer has its transcript'),
      ],
      [`dead processes:77:${NOW - 5000}`, 'Process 77', 'end', 'left by an earlier run; nobody waits for it'],
      ['temporary uploads:/data/up.png', 'up.png', 'purge', 'written 60 days ago'],
      ['old logs:/data/old.log', 'old.log', 'purge', 'written 60 days ago'],
    ])
    const run = await cleanup.apply(token, cleanup.shown(token), by)
    expect(run).toMatchObject({ value: { skipped: [], freed: 1000 + 1000 + 70 + 70, by: 'dashboard' } })
    expect(done).toEqual([
      'chat telegram:1 archived',
      'session s1 archived',
      'purged s2',
      'chat telegram:2 archived',
      'purged s4',
      'session s3 archived',
      `ended 77 of ${NOW - 5000}`,
      'removed /data/up.png',
      'removed /data/old.log',
    ])
    done.length = 0
    await cleanup.undo(cleanup.history()[0]?.id ?? '', by)
    expect(done).toEqual(['chat telegram:1 back', 'session s1 back', 'chat telegram:2 back', 'session s3 back'])
  })

  it('looks only at what it was asked for, and at no more than that', async () => {
    const { cleanup } = rig(everything)
    const groups = ['old sessions', 'archived sessions', 'old logs']
    expect((await cleanup.preview(groups)).items.map(({ group }) => group)).toEqual(groups)
    expect((await cleanup.preview(groups, 2)).items.map(({ group }) => group)).toEqual(groups.slice(0, 2))
  })

  it('leaves alone a session that is taken up again while others before it are cleaned', async () => {
    const archived = [session('s1', 'telegram:1', 90, 60), session('s2', 'telegram:2', 90, 60)]
    const { cleanup, done, become } = rig(facts({ sessions: archived }), [], (what) => {
      if (what === 'purged s1') become(facts({ sessions: archived, busy: new Set(['telegram:2']) }))
    })
    const preview = await cleanup.preview(null)
    const run = await cleanup.apply(preview.token, cleanup.shown(preview.token), by)
    expect(done).toEqual(['purged s1'])
    expect(run).toMatchObject({ value: { skipped: [{ why: expect.stringContaining('in use') }] } })
  })

  it('goes on over what cannot be cleaned and says why, and stops between two things when told to', async () => {
    const stubborn = rig(old, [], (what) => {
      if (what === 'session s1 archived') throw new Error('the disk is full')
    })
    const preview = await stubborn.cleanup.preview(null)
    const run = await stubborn.cleanup.apply(preview.token, stubborn.cleanup.shown(preview.token), by)
    expect(stubborn.done).toEqual(['session s2 archived', 'purged s3'])
    expect(run).toMatchObject({ value: { skipped: [{ id: 'old sessions:s1', why: 'the disk is full' }] } })

    const stopped = rig(old, [], () => stopped.cleanup.cancel())
    const { token } = await stopped.cleanup.preview(null)
    expect(await stopped.cleanup.apply(token, stopped.cleanup.shown(token), by)).toMatchObject({
      value: { items: [{ id: 'old sessions:s1' }], skipped: [{ why: expect.stringContaining('stopped') }, {}] },
    })
  })

  it('remembers over a restart what was cleaned and what was brought back', async () => {
    const first = rig(old)
    for (const id of ['old sessions:s1', 'archived sessions:s3'])
      await first.cleanup.apply((await first.cleanup.preview(null)).token, [id], by)
    const [purge, archive] = first.cleanup.history()
    await first.cleanup.undo(archive?.id ?? '', by)
    // An undo whose run was trimmed from the file means nothing.
    const found = [...first.records, { type: 'undone' as const, id: 'long ago', at: 1 }]
    const again = rig(old, found)
    expect(again.cleanup.history()).toEqual(first.cleanup.history())
    for (const run of [purge, archive])
      expect(await again.cleanup.undo(run?.id ?? '', by)).toMatchObject({ code: 'not-undoable' })
  })

  it('forgets the oldest preview when there are many', async () => {
    const { cleanup } = rig(old)
    const first = await cleanup.preview(null)
    for (let n = 0; n < 10; n++) await cleanup.preview(null)
    expect(cleanup.shown(first.token)).toEqual([])
    expect(await cleanup.apply(first.token, ['old sessions:s1'], by)).toMatchObject({ code: 'preview-gone' })
  })

  it('does nothing without a preview', async () => {
    const { cleanup, done } = rig(old)
    expect(await cleanup.apply('made-up', ['old sessions:s1'], by)).toMatchObject({ ok: false, code: 'preview-gone' })
    expect(done).toEqual([])
  })
})
