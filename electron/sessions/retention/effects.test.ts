import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { SessionId } from '../../shared/ids.ts'
import { fail } from '../../shared/result.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import type { CleanupParts } from './effects.ts'
import { createCleanupEffects } from './effects.ts'

let dir = ''
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'effects-test-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

const mine = '11111111-1111-4111-8111-111111111111' as SessionId
const orphan = '22222222-2222-4222-8222-222222222222' as SessionId

/** One chat with one session, a waiting upload and one that nobody needs, two logs; Claude keeps one transcript. */
async function rig(over: { queued?: boolean } = {}) {
  const [inboxDir, logsDir] = [join(dir, 'inbox'), join(dir, 'logs')]
  await mkdir(join(inboxDir, 'chat'), { recursive: true })
  await mkdir(logsDir)
  for (const file of ['inbox/chat/waits.txt', 'inbox/chat/old.txt', 'logs/now.log', 'logs/old.log', 'transcript.jsonl'])
    await writeFile(join(dir, file), 'text')
  const chat = { key: 'telegram:1', directory: '/gone', currentSession: mine }
  const data = { version: 1, chats: { 'telegram:1': chat }, sessions: { [mine]: { id: mine, archivedAt: null } } }
  const removed: string[] = []
  const prompt = { attachments: [{ path: join(inboxDir, 'chat/waits.txt') }] }
  const parts = {
    sessions: {
      chats: () => [chat],
      queue: () => (over.queued ? [prompt] : []),
      openPrompts: () => (over.queued ? [prompt] : []),
      turn: () => undefined,
      approvals: () => [],
      archiveChat: async () => fail('busy', 'This chat is working.'),
      unarchiveChat: async () => ({ ok: true, value: undefined }),
    },
    store: { data, update: (change: (all: typeof data) => void) => change(data), flush: async () => undefined },
    history: {
      list: async () => [mine, orphan],
      size: async () => 30,
      remove: async (id: string) => void removed.push(id),
    },
    claude: {
      transcripts: {
        known: async () => new Set(),
        size: async () => 12,
        find: async () => join(dir, 'transcript.jsonl'),
      },
    },
    deadProcesses: async () => [],
    endProcess: async () => undefined,
    inboxDir,
    logsDir,
    currentLog: join(logsDir, 'now.log'),
    directoryExists: async () => false,
    clock: new FakeClock(),
  }
  return { effects: createCleanupEffects(parts as unknown as CleanupParts), data, removed }
}

describe('what a clean-up looks at and does', () => {
  it('sees orphans, missing directories and transcripts, and offers neither the log in use nor a waiting upload', async () => {
    const { effects } = await rig({ queued: true })
    const facts = await effects.facts(null)
    expect(facts.orphans).toEqual([orphan])
    expect([...facts.missingDirectories]).toEqual(['/gone'])
    expect([...facts.withoutTranscript]).toEqual([mine])
    expect([...facts.busy]).toEqual(['telegram:1'])
    expect(facts.uploads.map((file) => file.name)).toEqual(['old.txt'])
    expect(facts.logs.map((file) => file.name)).toEqual(['old.log'])
    expect(await effects.sizeOf(mine)).toBe(42)
  })

  it('finds nothing where folders are not there', async () => {
    const { effects } = await rig()
    await rm(join(dir, 'inbox'), { recursive: true })
    expect((await effects.facts(null)).uploads).toEqual([])
  })

  it('purges a session with record, history and transcript, and leaves its chat without one', async () => {
    const { effects, data, removed } = await rig()
    await effects.purgeSession(mine)
    expect(data.sessions).toEqual({})
    expect(data.chats['telegram:1'].currentSession).toBeNull()
    expect(removed).toEqual([mine])
    expect(await readdir(dir)).not.toContain('transcript.jsonl')
  })

  it('archives a session and brings it back; one that is gone meanwhile is left alone', async () => {
    const { effects, data } = await rig()
    await effects.setSessionArchived(mine, 5)
    expect(data.sessions[mine]?.archivedAt).toBe(5)
    await effects.setSessionArchived(mine, null)
    expect(data.sessions[mine]?.archivedAt).toBeNull()
    await effects.setSessionArchived(orphan, 5)
    expect(Object.keys(data.sessions)).toEqual([mine])
  })

  it('purges what has no record and no transcript any more, and leaves other chats their session', async () => {
    const { effects, data, removed } = await rig()
    await rm(join(dir, 'transcript.jsonl'))
    await effects.purgeSession(orphan)
    expect(removed).toEqual([orphan])
    expect(data.chats['telegram:1'].currentSession).toBe(mine)
    const file = join(dir, 'logs', 'old.log')
    await effects.removeFile(file)
    await effects.removeFile(file)
    expect(await readdir(join(dir, 'logs'))).toEqual(['now.log'])
  })

  it('says why a chat was not archived', async () => {
    const { effects } = await rig()
    await expect(effects.setChatArchived('telegram:1' as never, 5)).rejects.toThrow('This chat is working.')
    await expect(effects.setChatArchived('telegram:1' as never, null)).resolves.toBeUndefined()
  })
})
