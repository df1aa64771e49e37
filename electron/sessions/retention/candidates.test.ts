import { describe, expect, it } from 'vitest'

import { defaultSettings } from '../../shared/settings.ts'
import { chat, session, facts } from '../testing/cleanup-facts.ts'
import { cleanupCandidates } from './candidates.ts'
import type { CleanupFacts } from './candidates.ts'

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

  it('leaves alone for an hour a session whose transcript may not be written yet', () => {
    const fresh = (minutes: number) => ({
      sessions: [session('s1', 'telegram:1', minutes / (24 * 60))],
      withoutTranscript: new Set(['s1']),
    })
    expect(ids(fresh(59))).toEqual([])
    expect(ids(fresh(61))).toEqual(['records without transcript:s1'])
  })

  it('keeps everything where the rule is "no limit"', () => {
    const none = {
      ...rules,
      idleChatMs: null,
      archiveSessionsAfterMs: null,
      purgeArchiveAfterMs: null,
      deadSessionGraceMs: null,
      logDays: null,
    }
    const old = facts({
      chats: [chat('telegram:1', 999)],
      sessions: [session('s1', 'telegram:1', 999), session('s2', 'telegram:1', 999, 99)],
      withoutTranscript: new Set(['s1']),
      logs: [{ path: '/x.log', name: 'x.log', size: 1, modifiedAt: 0 }],
    })
    expect(cleanupCandidates(old, none)).toEqual([])
  })
})
