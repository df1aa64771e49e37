import type { ChatRecord } from '../shared/chat.ts'
import type { ChatKey } from '../shared/ids.ts'
import { done, fail, ok } from '../shared/result.ts'
import type { Sessions } from './api.ts'
import { holding } from './chat-runtime.ts'
import { saveChange, UNKNOWN_CHAT } from './core.ts'
import type { Core } from './core.ts'
import type { LiveSessions } from './live-sessions.ts'
import { changeSession } from './session-records.ts'
import type { TurnRunner } from './turn-runner.ts'

type ChatCalls = Pick<
  Sessions,
  | 'ensureChat'
  | 'migrateChat'
  | 'setDirectory'
  | 'setPreferences'
  | 'rename'
  | 'markRead'
  | 'archiveChat'
  | 'unarchiveChat'
  | 'setUnreachable'
>

/** What can be done with chats. Each change is on disk before it is reported as done. */
export function createChats(core: Core, live: LiveSessions, runner: TurnRunner): ChatCalls {
  /** Archives or brings back those of a chat's sessions that were archived at `from`. */
  const markArchived = (key: ChatKey, from: number | null, to: number | null): void => {
    for (const { id, chat, archivedAt } of Object.values(core.store.data.sessions)) {
      if (chat === key && archivedAt === from) changeSession(core, id, () => ({ archivedAt: to }))
    }
  }

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
        failed: null,
        lastAnswer: null,
        archivedAt: null,
        unreachable: null,
      }
      core.store.update((data) => void (data.chats[input.key] = chat))
      core.runtime(input.key).directoryExists = await core.directoryExists(directory)
      await saveChange(core, input.key)
      return chat
    },

    async migrateChat(from, to) {
      if (!core.chat(from)) return UNKNOWN_CHAT
      const [old, runtime] = [core.runtime(from), core.runtime(to)]
      await holding(core, old, async () => {
        await runner.stop(old)
        await live.park(old)
        const chat = core.chat(from)
        if (!chat) return
        // The new record is on disk before its prompts move: killed in between, they would wait in a chat of no
        // directory and no session. The old one goes last, so that the update, handled again, finds what to do.
        core.store.update((data) => {
          if (!data.chats[to]?.currentSession) data.chats[to] = { ...chat, key: to }
          for (const session of Object.values(data.sessions)) {
            if (session.chat === from) data.sessions[session.id] = { ...session, chat: to }
          }
        })
        await core.store.flush()
        // Prompts that wait, and one that was cut off by a restart and asks what to do.
        const open = core.journal.openOf(from)
        await core.journal.write(
          ...open.map(({ prompt }) => ({ type: 'changed' as const, prompt: { ...prompt, chat: to } })),
        )
        runtime.queue = [...old.queue.map((prompt) => ({ ...prompt, chat: to })), ...runtime.queue]
        runtime.interrupted = old.interrupted && {
          ...old.interrupted,
          prompt: { ...old.interrupted.prompt, chat: to },
        }
        core.store.update((data) => void delete data.chats[from])
        // Before the hold ends: what waits would begin in the old chat too, fail there, and its answer be taken for told.
        Object.assign(old, { queue: [], interrupted: null })
        core.dropRuntime(from)
      })
      core.emit({ type: 'chat removed', chat: from })
      await saveChange(core, to)
      core.pump()
      return done
    },

    async setDirectory(key, directory, by) {
      if (!core.chat(key)) return UNKNOWN_CHAT
      const exists = await core.directoryExists(directory)
      if (!exists) return fail('directory-gone', `${directory} is not a directory that can be opened.`)
      core.changeChat(key, { directory })
      core.runtime(key).directoryExists = true
      core.log.info('audit.set-directory', { chat: key, directory, by })
      await saveChange(core, key)
      return ok(directory)
    },

    async setPreferences(key, change, by) {
      const chat = core.chat(key)
      if (!chat) return UNKNOWN_CHAT
      if (change.mode === 'bypass' && !core.settings().claude.allowBypass) {
        return fail('bypass-off', 'Bypass is switched off. It can be allowed in Settings → Claude, at the desk.')
      }
      core.changeChat(key, { preferences: { ...chat.preferences, ...change } })
      live.settingsChanged(core.runtime(key))
      core.log.info('audit.set-preferences', { chat: key, change, by })
      await saveChange(core, key)
      return done
    },

    async rename(key, name, by) {
      if (!core.chat(key)) return UNKNOWN_CHAT
      core.changeChat(key, { name: name?.trim().slice(0, 120) || null })
      core.log.info('audit.rename', { chat: key, name, by })
      await saveChange(core, key)
      return done
    },

    markRead(key) {
      const runtime = core.runtime(key)
      const chat = core.chat(key)
      if (!chat?.unread && !chat?.failed && runtime.stoppedAt === null) return
      runtime.stoppedAt = null
      core.changeChat(key, { unread: false, failed: null })
      core.emit({ type: 'chat changed', chat: key })
    },

    async archiveChat(key, by, { sessions = false } = {}) {
      const runtime = core.runtime(key)
      if (!core.chat(key)) return UNKNOWN_CHAT
      if (runtime.turn || runtime.queue.length > 0)
        return fail('busy', 'This chat is working or has prompts waiting. Stop it first.')
      const at = core.clock.now()
      core.changeChat(key, { archivedAt: at, unread: false, failed: null })
      if (sessions) markArchived(key, null, at)
      // Last, for it takes its time: a prompt that comes meanwhile brings the chat back.
      await live.park(runtime)
      core.log.info('audit.archive-chat', { chat: key, sessions, by })
      await saveChange(core, key)
      return done
    },

    async unarchiveChat(key, by) {
      const chat = core.chat(key)
      if (!chat) return UNKNOWN_CHAT
      if (chat.archivedAt !== null) markArchived(key, chat.archivedAt, null)
      core.changeChat(key, { archivedAt: null })
      core.log.info('audit.unarchive-chat', { chat: key, by })
      await saveChange(core, key)
      return done
    },

    async setUnreachable(key, reason) {
      const chat = core.chat(key)
      if (!chat || chat.unreachable === reason) return
      core.changeChat(key, { unreachable: reason })
      if (reason !== null && !core.runtime(key).turn) await live.park(core.runtime(key))
      await saveChange(core, key)
    },
  }
}
