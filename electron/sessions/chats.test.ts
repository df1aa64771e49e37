import { describe, expect, it } from 'vitest'

import type { ChatKey, SessionId } from '../shared/ids.ts'
import { fail } from '../shared/result.ts'
import { harness, settle } from './testing/harness.ts'

const by = { surface: 'dashboard' as const, name: 'Ann' }
const nobody = 'telegram:404' as ChatKey
const elsewhere = '22222222-2222-4222-8222-222222222222' as SessionId

/** A chat whose first turn is over, so that it has a session. */
async function afterOneTurn(more: Parameters<typeof harness>[0] = {}) {
  const rig = harness(more)
  await rig.sessions.start()
  const key = await rig.chat(1)
  await rig.say(key, 'hello')
  rig.claude.last.answer('world')
  await settle()
  const session = rig.sessions.chat(key)?.currentSession as SessionId
  return { ...rig, key, session }
}

describe('what is done with chats', () => {
  it('says of a chat that is not there that it is not known, whatever is asked', async () => {
    const { sessions } = harness()
    await sessions.start()
    const answers = await Promise.all([
      sessions.migrateChat(nobody, 'telegram:5' as ChatKey),
      sessions.newSession(nobody, by),
      sessions.forkSession(nobody, by),
      sessions.adoptSession(nobody, elsewhere, '/code', by),
      sessions.importSession(nobody, { title: null, entries: [], transcript: null }, by),
      sessions.setDirectory(nobody, '/code', by),
      sessions.setPreferences(nobody, {}, by),
      sessions.rename(nobody, 'x', by),
      sessions.archiveChat(nobody, by),
      sessions.unarchiveChat(nobody, by),
    ])
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, code: 'unknown-chat' })
  })

  it('takes a new title over and keeps the name that a person gave', async () => {
    const { sessions, key, disk } = await afterOneTurn()
    await sessions.rename(key, '  Project  ', by)
    await sessions.ensureChat({ key, kind: 'private', title: ' ', username: 'ann' })
    expect(sessions.chat(key)).toMatchObject({ title: key, name: 'Project', username: 'ann' })
    expect(disk.data.chats[key]?.name).toBe('Project')
    await sessions.rename(key, ' ', by)
    expect(sessions.chat(key)?.name).toBeNull()
  })

  it('moves a group that became a supergroup with session and queue', async () => {
    const { sessions, claude, key, session, say, disk } = await afterOneTurn()
    await say(key, 'running')
    await say(key, 'waits')
    const to = 'telegram:-1001' as ChatKey
    expect(await sessions.migrateChat(key, to)).toMatchObject({ ok: true })
    await settle()
    expect(sessions.chat(key)).toBeUndefined()
    expect(sessions.chat(to)?.currentSession).toBe(session)
    expect(disk.data.sessions[session]?.chat).toBe(to)
    expect(claude.last.given.map((prompt) => prompt.text)).toContain('waits')
  })

  it('begins anew, and comes back to the earlier session by its id', async () => {
    const { sessions, key, session, claude, say } = await afterOneTurn()
    expect(await sessions.newSession(key, by)).toEqual({ ok: true, value: { previous: session } })
    expect(sessions.chat(key)?.currentSession).toBeNull()
    expect(await sessions.resumeSession(key, elsewhere, by)).toMatchObject({ ok: false, code: 'unknown-session' })
    expect(await sessions.resumeSession(key, session, by)).toMatchObject({ ok: true })
    await say(key, 'again')
    expect(claude.last.options.resume).toBe(session)
  })

  it('gives no session to a second chat, but lets it fork one', async () => {
    const { sessions, session, chat, claude, say } = await afterOneTurn()
    const other = await chat(2)
    expect(await sessions.resumeSession(other, session, by)).toMatchObject({ ok: false, code: 'session-in-use' })
    expect(await sessions.forkSession(other, by)).toMatchObject({ ok: false, code: 'nothing-to-fork' })
    expect(await sessions.forkSession(other, by, session)).toMatchObject({ ok: true })
    await say(other, 'from here')
    expect(claude.last.options).toMatchObject({ resume: session, fork: true })
  })

  it('archives its sessions along with a chat that is deleted, and brings back just those', async () => {
    const { sessions, key, say, claude, clock } = await afterOneTurn()
    const first = sessions.chat(key)?.currentSession as SessionId
    await sessions.archiveChat(key, by)
    expect(sessions.session(first)?.archivedAt).toBeNull()
    await sessions.unarchiveChat(key, by)
    await sessions.newSession(key, by)
    await say(key, 'hello')
    claude.last.answer('hi')
    await settle()
    clock.advance(1000)
    await sessions.archiveChat(key, by, { sessions: true })
    expect(sessions.sessionsOf(key).map(({ archivedAt }) => archivedAt)).toEqual([clock.now(), clock.now()])
    await sessions.unarchiveChat(key, by)
    expect(sessions.sessionsOf(key).map(({ archivedAt }) => archivedAt)).toEqual([null, null])
  })

  it('reads an imported session, and does not resume it where Claude has no transcript of it', async () => {
    const { sessions, key, history } = await afterOneTurn()
    const entries = [{ type: 'notice' as const, at: 1, text: 'from another machine' }]
    const imported = await sessions.importSession(key, { title: 'Old', entries, transcript: null }, by)
    if (!imported.ok) throw new Error(imported.message)
    expect(imported.value.title).toBe('Imported: Old')
    expect(history.at(-1)).toEqual(entries[0])
    expect(await sessions.resumeSession(key, imported.value.id, by)).toMatchObject({ ok: false, code: 'session-gone' })
  })

  it('resumes an imported session that came with its transcript, and takes nothing where that is bad', async () => {
    const { sessions, key, claude, say, history } = await afterOneTurn()
    const entries = [{ type: 'notice' as const, at: 1, text: 'from another machine' }]
    const transcript = { from: elsewhere, lines: ['one', 'two'] }
    const imported = await sessions.importSession(key, { title: null, entries, transcript }, by)
    if (!imported.ok) throw new Error(imported.message)
    expect([...claude.taken]).toEqual([[imported.value.id, ['one', 'two']]])
    expect(await sessions.resumeSession(key, imported.value.id, by)).toMatchObject({ ok: true })
    await say(key, 'go on')
    expect(claude.last.options.resume).toBe(imported.value.id)

    const [known, said] = [sessions.sessionsOf(key).length, history.length]
    claude.refuseTranscripts = fail('not-an-export', 'line 1 is damaged')
    expect(await sessions.importSession(key, { title: null, entries, transcript }, by)).toMatchObject({
      code: 'not-an-export',
    })
    expect([sessions.sessionsOf(key).length, history.length]).toEqual([known, said])
  })

  it('adopts a session that was begun in a terminal, with its directory', async () => {
    const { sessions, key, claude, say } = await afterOneTurn()
    expect(await sessions.adoptSession(key, elsewhere, '/code/terminal', by)).toMatchObject({ ok: true })
    await say(key, 'go on')
    expect(claude.last.options).toMatchObject({ resume: elsewhere, directory: '/code/terminal' })
  })

  it('parks only what is idle, and ends what hangs', async () => {
    const { sessions, key, claude, say } = await afterOneTurn()
    await say(key, 'working')
    expect(await sessions.park(key)).toMatchObject({ ok: false, code: 'busy' })
    expect(await sessions.endProcess(key, by)).toMatchObject({ ok: true })
    await settle()
    expect(claude.last.closed).toBe(true)
    expect(await sessions.endProcess(key, by)).toMatchObject({ ok: false, code: 'parked' })
  })

  it('opens the child anew in another directory, and not in one that is gone', async () => {
    const { sessions, key, claude, say, missing } = await afterOneTurn()
    missing.add('/gone')
    expect(await sessions.setDirectory(key, '/gone', by)).toMatchObject({ ok: false, code: 'directory-gone' })
    expect(await sessions.setDirectory(key, '/code', by)).toEqual({ ok: true, value: '/code' })
    await say(key, 'where?')
    expect(claude.last.options.directory).toBe('/code')
    expect(claude.opened).toHaveLength(2)
  })

  it('has bypass only where the settings allow it', async () => {
    const { sessions, key, settings } = await afterOneTurn()
    expect(await sessions.setPreferences(key, { mode: 'bypass' }, by)).toMatchObject({ ok: false, code: 'bypass-off' })
    settings.claude.allowBypass = true
    expect(await sessions.setPreferences(key, { mode: 'bypass' }, by)).toMatchObject({ ok: true })
    expect(sessions.chat(key)?.preferences.mode).toBe('bypass')
  })

  it('archives no chat that works, and brings an archived one back', async () => {
    const { sessions, key, claude, say } = await afterOneTurn()
    await say(key, 'working')
    expect(await sessions.archiveChat(key, by)).toMatchObject({ ok: false, code: 'busy' })
    claude.last.answer('done')
    await settle()
    expect(await sessions.archiveChat(key, by)).toMatchObject({ ok: true })
    expect(sessions.chat(key)?.archivedAt).not.toBeNull()
    await sessions.unarchiveChat(key, by)
    expect(sessions.chat(key)?.archivedAt).toBeNull()
  })

  it('parks a chat that cannot be reached, and marks one that was read', async () => {
    const { sessions, key, claude, disk } = await afterOneTurn()
    expect(sessions.view(key)?.status).toBe('unread')
    sessions.markRead(key)
    expect(sessions.view(key)?.status).toBe('idle')
    await sessions.setUnreachable(key, 'the bot was blocked')
    expect(claude.last.closed).toBe(true)
    expect(disk.data.chats[key]?.unreachable).toBe('the bot was blocked')
    await sessions.setUnreachable(nobody, 'x')
  })
})
