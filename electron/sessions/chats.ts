import type { ChatRecord } from '../shared/chat.ts'
import type { ChatKey, SessionId } from '../shared/ids.ts'
import { shortId } from '../shared/ids.ts'
import { done, fail, ok } from '../shared/result.ts'
import type { Sessions } from './api.ts'
import { holding } from './core.ts'
import type { ChatRuntime, Core } from './core.ts'
import { superseded } from './interrupted.ts'
import type { LiveSessions } from './live-sessions.ts'
import { newSessionRecord } from './session-records.ts'
import type { TurnRunner } from './turn-runner.ts'

type ChatCalls = Pick<
  Sessions,
  | 'ensureChat'
  | 'migrateChat'
  | 'newSession'
  | 'resumeSession'
  | 'forkSession'
  | 'adoptSession'
  | 'importSession'
  | 'park'
  | 'endProcess'
  | 'setDirectory'
  | 'setPreferences'
  | 'rename'
  | 'markRead'
  | 'archiveChat'
  | 'unarchiveChat'
  | 'setUnreachable'
>

const unknownChat = fail('unknown-chat', 'This chat is not known. Write /start in it.')

/** What is done with chats and their sessions. Each change is on disk before it is reported as done. */
export function createChats(core: Core, live: LiveSessions, runner: TurnRunner): ChatCalls {
  const changed = async (key: ChatKey): Promise<void> => {
    core.emit({ type: 'chat changed', chat: key })
    await core.store.flush()
  }

  /** Stops what runs and ends the child, so that the chat can go on with another session. */
  const clearLine = async (runtime: ChatRuntime): Promise<void> => {
    await runner.stop(runtime)
    await live.park(runtime)
    Object.assign(runtime, { last: null, slashCommands: [] })
    const closed = superseded(core, runtime)
    if (closed.length > 0) await core.journal.write(...closed)
    if (runtime.block?.why === 'held') runtime.block = null
  }

  /** Brings what was said before the adoption into our history, so that it can be read and outlives Claude's clean-up. */
  const importHistory = async (key: ChatKey, session: SessionId): Promise<void> => {
    if ((await core.history.size(session)) > 0) return
    for await (const entry of core.earlierHistory(session)) core.history.append(session, key, entry)
  }

  /** The chat goes on with this session, or with a copy of it. What comes while the old child is ended waits for it. */
  const makeCurrent = (key: ChatKey, session: SessionId | null, forkNext = false): Promise<void> =>
    holding(core, core.runtime(key), async () => {
      await clearLine(core.runtime(key))
      core.changeChat(key, { currentSession: session, forkNext, unread: false, lastActivityAt: core.clock.now() })
      await changed(key)
    })

  return {
    async ensureChat(input) {
      const known = core.chat(input.key)
      const title = input.title.trim() || input.key
      if (known) {
        const username = input.username ?? null
        if (known.title !== title || known.username !== username) {
          core.changeChat(input.key, { title, username })
          core.emit({ type: 'chat changed', chat: input.key })
        }
        return core.chat(input.key) as ChatRecord
      }
      const now = core.clock.now()
      const directory = input.directory ?? core.settings().directories.initial ?? core.home
      const chat: ChatRecord = {
        key: input.key,
        kind: input.kind,
        title,
        name: null,
        username: input.username ?? null,
        directory,
        currentSession: null,
        forkNext: false,
        preferences: {},
        openedBy: input.openedBy ?? null,
        createdAt: now,
        lastActivityAt: now,
        unread: false,
        archivedAt: null,
        unreachable: null,
      }
      core.store.update((data) => void (data.chats[input.key] = chat))
      core.runtime(input.key).directoryExists = await core.directoryExists(directory)
      await changed(input.key)
      return chat
    },

    async migrateChat(from, to) {
      if (!core.chat(from)) return unknownChat
      const [old, runtime] = [core.runtime(from), core.runtime(to)]
      await holding(core, old, async () => {
        await runner.stop(old)
        await live.park(old)
        const chat = core.chat(from)
        if (!chat) return
        core.store.update((data) => {
          data.chats[to] = { ...chat, key: to }
          delete data.chats[from]
          for (const session of Object.values(data.sessions)) {
            if (session.chat === from) data.sessions[session.id] = { ...session, chat: to }
          }
        })
        // Those that wait, and one that was cut by a restart and asks.
        const open = core.journal.openOf(from)
        await core.journal.write(
          ...open.map(({ prompt }) => ({ type: 'changed' as const, prompt: { ...prompt, chat: to } })),
        )
        runtime.queue = old.queue.map((prompt) => ({ ...prompt, chat: to }))
        runtime.interrupted = old.interrupted && {
          ...old.interrupted,
          prompt: { ...old.interrupted.prompt, chat: to },
        }
      })
      core.dropRuntime(from)
      core.emit({ type: 'chat removed', chat: from })
      await changed(to)
      core.pump()
      return done
    },

    async newSession(key, by) {
      const chat = core.chat(key)
      if (!chat) return unknownChat
      const previous = chat.currentSession
      await makeCurrent(key, null)
      core.log.info('audit.new-session', { chat: key, previous, by })
      return ok({ previous })
    },

    async resumeSession(key, session, by) {
      const record = core.store.data.sessions[session]
      if (!core.chat(key)) return unknownChat
      if (!record)
        return fail('unknown-session', `There is no session ${shortId(session)}. /sessions lists those there are.`)
      if (record.gone) return fail('session-gone', `Session ${shortId(session)} cannot be resumed: ${record.gone}`)
      const other = core.chat(record.chat)
      if (record.chat !== key && other?.currentSession === session) {
        return fail(
          'session-in-use',
          `Session ${shortId(session)} is the current one of ${other.name ?? other.title}. Fork it instead.`,
        )
      }
      core.store.update((data) => void (data.sessions[session] = { ...record, chat: key, archivedAt: null }))
      await makeCurrent(key, session)
      core.log.info('audit.resume-session', { chat: key, session, by })
      return ok(record)
    },

    async forkSession(key, by, from) {
      const chat = core.chat(key)
      if (!chat) return unknownChat
      const source = from ?? chat.currentSession
      if (!source) return fail('nothing-to-fork', 'There is no session to fork yet: write a prompt first.')
      await makeCurrent(key, source, true)
      core.log.info('audit.fork-session', { chat: key, from: source, by })
      return done
    },

    async adoptSession(key, session, directory, by) {
      const chat = core.chat(key)
      if (!chat) return unknownChat
      const now = core.clock.now()
      const record = core.store.data.sessions[session] ?? newSessionRecord(session, key, directory, now, null)
      core.store.update((data) => void (data.sessions[session] = { ...record, chat: key }))
      core.changeChat(key, { directory })
      await importHistory(key, session)
      await makeCurrent(key, session)
      core.log.info('audit.adopt-session', { chat: key, session, by })
      return ok(record)
    },

    async importSession(key, { title, entries, transcript }, by) {
      const chat = core.chat(key)
      if (!chat) return unknownChat
      const id = core.newId() as SessionId
      const taken = transcript ? await core.claude.transcripts.take(id, transcript) : done
      if (!taken.ok) return taken
      const record = {
        ...newSessionRecord(id, key, chat.directory, core.clock.now(), null),
        title: `Imported: ${title ?? 'session'}`.slice(0, 80),
        turns: entries.filter(({ type }) => type === 'end').length,
        gone: transcript ? null : 'it was imported to be read, and Claude has no transcript of it.',
      }
      core.store.update((data) => void (data.sessions[id] = record))
      for (const entry of entries) core.history.append(id, key, entry)
      core.log.info('audit.import-session', { chat: key, session: id, entries: entries.length, by })
      await Promise.all([changed(key), core.history.flush()])
      return ok(record)
    },

    async park(key) {
      const runtime = core.runtime(key)
      if (runtime.turn || runtime.holds > 0) return fail('busy', 'A turn runs. Stop it first, or wait for its end.')
      await live.park(runtime)
      return done
    },

    async endProcess(key, by) {
      const runtime = core.runtime(key)
      if (!runtime.live) return fail('parked', 'This chat has no running process: its session is parked.')
      if (runtime.turn) runtime.turn.stopping = true
      core.log.info('audit.end-process', { chat: key, by })
      await live.park(runtime, 0)
      return done
    },

    async setDirectory(key, directory, by) {
      if (!core.chat(key)) return unknownChat
      const exists = await core.directoryExists(directory)
      if (!exists) return fail('directory-gone', `${directory} is not a directory that can be opened.`)
      core.changeChat(key, { directory })
      core.runtime(key).directoryExists = true
      core.log.info('audit.set-directory', { chat: key, directory, by })
      await changed(key)
      return ok(directory)
    },

    async setPreferences(key, change, by) {
      const chat = core.chat(key)
      if (!chat) return unknownChat
      if (change.mode === 'bypass' && !core.settings().claude.allowBypass) {
        return fail('bypass-off', 'Bypass is switched off. It can be allowed in Settings → Claude, at the desk.')
      }
      core.changeChat(key, { preferences: { ...chat.preferences, ...change } })
      live.settingsChanged(core.runtime(key))
      core.log.info('audit.set-preferences', { chat: key, change, by })
      await changed(key)
      return done
    },

    async rename(key, name, by) {
      if (!core.chat(key)) return unknownChat
      core.changeChat(key, { name: name?.trim().slice(0, 120) || null })
      core.log.info('audit.rename', { chat: key, name, by })
      await changed(key)
      return done
    },

    markRead(key) {
      const runtime = core.runtime(key)
      if (!core.chat(key)?.unread && !runtime.last) return
      runtime.last = null
      core.changeChat(key, { unread: false })
      core.emit({ type: 'chat changed', chat: key })
    },

    async archiveChat(key, by) {
      const runtime = core.runtime(key)
      if (!core.chat(key)) return unknownChat
      if (runtime.turn || runtime.queue.length > 0)
        return fail('busy', 'This chat is working or has prompts waiting. Stop it first.')
      await live.park(runtime)
      core.changeChat(key, { archivedAt: core.clock.now(), unread: false })
      core.log.info('audit.archive-chat', { chat: key, by })
      await changed(key)
      return done
    },

    async unarchiveChat(key, by) {
      if (!core.chat(key)) return unknownChat
      core.changeChat(key, { archivedAt: null })
      core.log.info('audit.unarchive-chat', { chat: key, by })
      await changed(key)
      return done
    },

    async setUnreachable(key, reason) {
      const chat = core.chat(key)
      if (!chat || chat.unreachable === reason) return
      core.changeChat(key, { unreachable: reason })
      if (reason !== null && !core.runtime(key).turn) await live.park(core.runtime(key))
      await changed(key)
    },
  }
}
