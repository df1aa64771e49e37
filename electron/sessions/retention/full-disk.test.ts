import { describe, expect, it } from 'vitest'

import type { SessionId } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { DAY, facts, session } from '../testing/cleanup-facts.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { createCleanup } from './cleanup.ts'
import { createCleanupEffects } from './effects.ts'
import type { CleanupParts } from './effects.ts'

const mine = '11111111-1111-4111-8111-111111111111' as SessionId

function rig() {
  const data = {
    version: 1,
    chats: { 'telegram:1': { key: 'telegram:1', currentSession: mine } },
    sessions: { [mine]: { id: mine, archivedAt: null as number | null } },
  }
  const removed: string[] = []
  const effects = createCleanupEffects({
    sessions: {},
    store: {
      data,
      update: (change: (all: typeof data) => void) => change(data),
      flush: async () => Promise.reject(new Error('sessions.json could not be saved: the disk is full.')),
    },
    history: { remove: async (id: string) => void removed.push(id) },
    claude: { transcripts: { find: async () => null } },
  } as unknown as CleanupParts)
  return { data, removed, effects }
}

describe('a clean-up on a full disk', () => {
  it('leaves a session alone that it says it left alone', async () => {
    const { data, removed, effects } = rig()
    await expect(effects.purgeSession(mine)).rejects.toThrow('full')
    expect(removed).toEqual([])
    expect(data.sessions[mine]).toBeDefined()
    expect(data.chats['telegram:1'].currentSession).toBe(mine)
    await expect(effects.setSessionArchived(mine, 5)).rejects.toThrow('full')
    expect(data.sessions[mine]?.archivedAt).toBeNull()
  })
})

describe('an undo', () => {
  it('does not say "undone" of sessions that were purged since', async () => {
    let purged = false
    const old = facts({ sessions: [session('s1', 'telegram:1', 40)] })
    const data = { sessions: { s1: old.sessions[0] } as Record<string, unknown> }
    const effects = createCleanupEffects({
      store: { data, update: (change: (all: typeof data) => void) => change(data), flush: async () => undefined },
    } as unknown as CleanupParts)
    const cleanup = createCleanup({
      effects: { ...effects, facts: async () => old, sizeOf: async () => 0 },
      journal: {
        found: [],
        append: async () => undefined,
        compact: async () => undefined,
        size: 0,
        close: async () => undefined,
      },
      settings: defaultSettings,
      clock: new FakeClock(),
      log: silentLog,
      newId: () => 'id',
    })
    const { token, items } = await cleanup.preview(['old sessions'])
    await cleanup.apply(
      token,
      items.map(({ id }) => id),
      { surface: 'dashboard' },
    )
    delete data.sessions['s1'] // the janitor, eight days later
    purged = true
    void [purged, DAY]
    expect(await cleanup.undo('id', { surface: 'dashboard' })).toMatchObject({ ok: false })
  })
})
