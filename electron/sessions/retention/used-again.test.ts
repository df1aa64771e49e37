import { describe, expect, it } from 'vitest'

import type { SessionId } from '../../shared/ids.ts'
import { begun, harness, settle } from '../testing/harness.ts'
import { cleanupCandidates } from './candidates.ts'

const DAY = 86_400_000
const by = { surface: 'telegram' as const, userId: 7, name: 'Ann' }

/** Groups of what the rules would do now, with nothing under way. */
const rules = ({ sessions, clock, settings }: ReturnType<typeof harness>): string[] =>
  cleanupCandidates(
    {
      now: clock.now(),
      chats: sessions.chats(),
      sessions: sessions.chats().flatMap(({ key }) => sessions.sessionsOf(key)),
      busy: new Set(),
      missingDirectories: new Set(),
      withoutTranscript: new Set(),
      orphans: [],
      deadProcesses: [],
      uploads: [],
      logs: [],
    },
    settings.retention,
  ).map(({ group, action, id }) => `${group}: ${action} ${id.length > 0}`)

describe('an archived session that is used again', () => {
  it('is not purged when its chat goes on with a new one: archived by the 30-day rule', async () => {
    const first = await begun()
    await first.say(first.key, 'hello')
    first.claude.last.answer('world')
    await settle()
    const session = first.sessions.chat(first.key)?.currentSession as SessionId
    first.clock.advance(31 * DAY)
    expect(rules(first)).toContain('old sessions: archive true')
    await first.sessions.shutdown(1000)
    // What the janitor did on day 31 (`setSessionArchived`).
    const { disk, clock, key } = first
    const record = disk.data.sessions[session]
    if (record) disk.data.sessions[session] = { ...record, archivedAt: clock.now() }

    const second = harness({ disk, clock })
    await second.sessions.start()
    clock.advance(9 * DAY)
    await second.say(key, 'a day of work in the same conversation')
    second.claude.last.answer('done')
    await settle()
    expect(second.sessions.chat(key)?.currentSession).toBe(session)
    await second.sessions.newSession(key, by)
    expect(rules(second)).toEqual([])
  })

  it('is not purged either where it was archived along with its chat', async () => {
    const rig = await begun()
    await rig.say(rig.key, 'hello')
    rig.claude.last.answer('world')
    await settle()
    await rig.sessions.archiveChat(rig.key, by, { sessions: true })
    rig.clock.advance(8 * DAY)
    await rig.say(rig.key, 'a day of work')
    rig.claude.last.answer('done')
    await settle()
    expect(rig.sessions.chat(rig.key)?.archivedAt).toBeNull()
    await rig.sessions.newSession(rig.key, by)
    expect(rules(rig)).toEqual([])
  })
})
