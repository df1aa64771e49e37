import { describe, expect, it } from 'vitest'

import { FakeClaude } from '../../sessions/testing/fake-claude.ts'
import { begun, harness, settle } from '../../sessions/testing/harness.ts'
import type { ChatKey, SessionId } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { createMembership } from './membership.ts'

const by = { surface: 'telegram' as const, userId: 7, name: 'Ann' }

describe('a kill in the middle of a migration', () => {
  it.each([0, 1, 2])('loses neither session nor directory: before flush %s of the store', async (flushes) => {
    const first = await begun()
    const { key, disk, clock } = first
    await first.sessions.setDirectory(key, '/code/project', by)
    await first.say(key, 'hello')
    first.claude.last.answer('world')
    await settle()
    const session = first.sessions.chat(key)?.currentSession as SessionId
    // Another process holds the session: the prompt waits.
    first.claude.last.say({ type: 'exited', code: 0, signal: null, stderr: '' })
    first.claude.held.set(session, [])
    await first.say(key, 'waits')
    expect(first.sessions.queue(key)).toHaveLength(1)

    const to = 'telegram:-1001' as ChatKey
    let asked = 0
    const never = new Promise<void>(() => undefined)
    Object.defineProperty(disk, 'slowStore', { configurable: true, get: () => (asked++ < flushes ? null : never) })
    void first.sessions.migrateChat(key, to)
    await settle()
    Object.defineProperty(disk, 'slowStore', { value: null, writable: true })

    const second = harness({ disk, clock, claude: new FakeClaude() })
    await second.sessions.start()
    await settle()
    // The update was not marked as handled: it is routed again.
    const message = { message_id: 1, date: 0, chat: { id: 1, type: 'group' as const }, migrate_to_chat_id: -1001 }
    await createMembership(second.sessions, silentLog).onMigration(message)
    await settle()
    expect(second.sessions.chat(key)).toBeUndefined()
    expect(second.sessions.chat(to)).toMatchObject({ currentSession: session, directory: '/code/project' })
    const worked = second.claude.opened.filter(({ given }) => given.length > 0)
    expect(worked.map(({ options }) => [options.directory, options.resume])).toEqual([['/code/project', session]])
  })
})
