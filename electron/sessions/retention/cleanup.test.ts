import { describe, expect, it } from 'vitest'

import type { ChatRecord, SessionRecord } from '../../shared/chat.ts'
import { silentLog } from '../../shared/log.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { newSessionRecord } from '../session-records.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { cleanupCandidates } from './candidates.ts'
import type { CleanupFacts } from './candidates.ts'
import { createCleanup } from './cleanup.ts'
import type { CleanupEffects, CleanupRecord } from './cleanup.ts'

const DAY = 86_400_000
const NOW = 1_700_000_000_000
const by = { surface: 'dashboard' as const }

const chat = (key: string, idleDays: number, current: string | null = null): ChatRecord => ({
  key: key as ChatRecord['key'],
  kind: 'private',
  title: key,
  name: null,
  username: null,
  directory: '/code',
  currentSession: current as ChatRecord['currentSession'],
  preferences: {},
  openedBy: null,
  createdAt: 0,
  lastActivityAt: NOW - idleDays * DAY,
  unread: false,
  archivedAt: null,
  unreachable: null,
})

const session = (id: string, chatKey: string, idleDays: number, archivedDays: number | null = null): SessionRecord => ({
  ...newSessionRecord(id as never, chatKey as never, '/code', NOW - idleDays * DAY, null),
  archivedAt: archivedDays === null ? null : NOW - archivedDays * DAY,
})

const facts = (over: Partial<CleanupFacts>): CleanupFacts => ({
  now: NOW,
  chats: [],
  sessions: [],
  busy: new Set(),
  missingDirectories: new Set(),
  withoutTranscript: new Set(),
  orphans: [],
  deadProcesses: [],
  uploads: [],
  logs: [],
  ...over,
})

const rules = defaultSettings().retention
const ids = (over: Partial<CleanupFacts>) => cleanupCandidates(facts(over), rules).map((item) => item.id)

describe('what the rules would clean up', () => {
  it('lists sessions older than thirty days, but never the current one of a chat used since', () => {
    const chats = [chat('telegram:1', 1, 's1')]
    expect(
      ids({
        chats,
        sessions: [session('s1', 'telegram:1', 40), session('s2', 'telegram:1', 40), session('s3', 'telegram:1', 2)],
      }),
    ).toEqual(['old sessions:s2'])
  })

  it('never touches a chat with a live turn, a queued prompt or a pending approval', () => {
    const everything = {
      chats: [chat('telegram:1', 90, 's1')],
      sessions: [session('s1', 'telegram:1', 90), session('s2', 'telegram:1', 90, 60)],
      missingDirectories: new Set(['/code']),
      withoutTranscript: new Set(['s1']),
    }
    expect(ids(everything).length).toBeGreaterThan(0)
    expect(ids({ ...everything, busy: new Set(['telegram:1']) })).toEqual([])
  })

  it('purges an archived session only after the time for an undo', () => {
    expect(ids({ sessions: [session('s1', 'telegram:1', 90, 6), session('s2', 'telegram:1', 90, 8)] })).toEqual([
      'archived sessions:s2',
    ])
  })

  it('keeps everything where the rule is "no limit"', () => {
    const none = { ...rules, idleChatMs: null, archiveSessionsAfterMs: null, purgeArchiveAfterMs: null, logDays: null }
    const old = facts({
      chats: [chat('telegram:1', 999)],
      sessions: [session('s1', 'telegram:1', 999), session('s2', 'telegram:1', 999, 99)],
    })
    expect(cleanupCandidates(old, none)).toEqual([])
  })
})

function rig(initial: CleanupFacts) {
  let current = initial
  const done: string[] = []
  const records: CleanupRecord[] = []
  const effects: CleanupEffects = {
    facts: async () => current,
    sizeOf: async () => 1000,
    setChatArchived: async (key, at) => void done.push(`chat ${key} ${at === null ? 'back' : 'archived'}`),
    setSessionArchived: async (key, at) => void done.push(`session ${key} ${at === null ? 'back' : 'archived'}`),
    purgeSession: async (key) => void done.push(`purged ${key}`),
    removeFile: async (path) => void done.push(`removed ${path}`),
    endProcess: async (pid) => void done.push(`ended ${pid}`),
  }
  let n = 0
  const cleanup = createCleanup({
    effects,
    journal: {
      found: [],
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

  it('does nothing without a preview', async () => {
    const { cleanup, done } = rig(old)
    expect(await cleanup.apply('made-up', ['old sessions:s1'], by)).toMatchObject({ ok: false, code: 'preview-gone' })
    expect(done).toEqual([])
  })
})
