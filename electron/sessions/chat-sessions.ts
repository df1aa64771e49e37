import type { ChatKey, SessionId } from '../shared/ids.ts'
import { shortId } from '../shared/ids.ts'
import { done, fail, ok } from '../shared/result.ts'
import type { Sessions } from './api.ts'
import { holding } from './chat-runtime.ts'
import type { ChatRuntime } from './chat-runtime.ts'
import { saveChange, UNKNOWN_CHAT } from './core.ts'
import type { Core } from './core.ts'
import { superseded } from './interrupted.ts'
import type { LiveSessions } from './live-sessions.ts'
import { newSessionRecord } from './session-records.ts'
import type { TurnRunner } from './turn-runner.ts'

type SessionCalls = Pick<
  Sessions,
  'newSession' | 'resumeSession' | 'forkSession' | 'adoptSession' | 'importSession' | 'park' | 'endProcess'
>

/** Which session a chat goes on with, and the process behind it. Each change is on disk before it is reported as done. */
export function createChatSessions(core: Core, live: LiveSessions, runner: TurnRunner): SessionCalls {
  /** Stops what runs and ends the child, so that the chat can go on with another session. */
  const clearLine = async (runtime: ChatRuntime): Promise<void> => {
    await runner.stop(runtime)
    await live.park(runtime)
    Object.assign(runtime, { stoppedAt: null, slashCommands: [] })
    const closed = superseded(core, runtime)
    if (closed.length > 0) await core.journal.write(...closed)
    if (runtime.block?.why === 'held') runtime.block = null
  }

  /** Brings what was said before the adoption into our history: there it can be read, and outlives Claude's own clean-up. */
  const importHistory = async (key: ChatKey, session: SessionId): Promise<void> => {
    if ((await core.history.size(session)) > 0) return
    for await (const entry of core.earlierHistory(session)) core.history.append(session, key, entry)
  }

  /** The chat goes on with this session, or with a copy of it. Prompts that come while the old child is ended wait. */
  const makeCurrent = (key: ChatKey, session: SessionId | null, forkNext = false): Promise<void> =>
    holding(core, core.runtime(key), async () => {
      await clearLine(core.runtime(key))
      const now = core.clock.now()
      core.changeChat(key, {
        currentSession: session,
        forkNext,
        unread: false,
        failed: null,
        // Of another session nothing is known here; what was said in the one before would be read as its answer.
        ...(session === core.chat(key)?.currentSession ? {} : { lastAnswer: null }),
        lastActivityAt: now,
      })
      await saveChange(core, key)
    })

  return {
    async newSession(key, by) {
      const chat = core.chat(key)
      if (!chat) return UNKNOWN_CHAT
      const previous = chat.currentSession
      await makeCurrent(key, null)
      core.log.info('audit.new-session', { chat: key, previous, by })
      return ok({ previous })
    },

    async resumeSession(key, session, by) {
      const record = core.store.data.sessions[session]
      if (!core.chat(key)) return UNKNOWN_CHAT
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
      if (!chat) return UNKNOWN_CHAT
      const source = from ?? chat.currentSession
      if (!source) return fail('nothing-to-fork', 'There is no session to fork yet: write a prompt first.')
      await makeCurrent(key, source, true)
      core.log.info('audit.fork-session', { chat: key, from: source, by })
      return done
    },

    async adoptSession(key, session, directory, by) {
      const chat = core.chat(key)
      if (!chat) return UNKNOWN_CHAT
      const now = core.clock.now()
      const record = core.store.data.sessions[session] ?? newSessionRecord(session, key, directory, now, null)
      core.store.update((data) => void (data.sessions[session] = { ...record, chat: key, archivedAt: null }))
      core.changeChat(key, { directory })
      await importHistory(key, session)
      await makeCurrent(key, session)
      core.log.info('audit.adopt-session', { chat: key, session, by })
      return ok(record)
    },

    async importSession(key, { title, entries, transcript }, by) {
      const chat = core.chat(key)
      if (!chat) return UNKNOWN_CHAT
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
      await Promise.all([saveChange(core, key), core.history.flush()])
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
  }
}
