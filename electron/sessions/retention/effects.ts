import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

import type { Claude } from '../../claude/port.ts'
import type { CleanupItem } from '../../shared/cleanup.ts'
import type { Clock } from '../../shared/clock.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { History, Store, StoreData } from '../../storage/port.ts'
import type { Sessions } from '../api.ts'
import type { Observations } from '../observations.ts'
import type { CleanupFacts, FileFact } from './candidates.ts'
import type { CleanupEffects } from './cleanup.ts'

export interface CleanupParts {
  readonly sessions: Pick<Sessions, 'chats' | 'queue' | 'turn' | 'approvals' | 'archiveChat' | 'unarchiveChat'> &
    Pick<Observations, 'openPrompts'>
  readonly store: Store<StoreData>
  readonly history: History
  readonly claude: Pick<Claude, 'transcripts'>
  /** Children of earlier runs that nobody waits for. */
  readonly deadProcesses: () => Promise<CleanupFacts['deadProcesses']>
  readonly endProcess: (pid: number, startedAt: number) => Promise<void>
  /** Where uploads lie: one folder for each chat. */
  readonly inboxDir: string
  readonly logsDir: string
  /** The log file that is being written is never a candidate. */
  readonly currentLog: string
  readonly directoryExists: (directory: string) => Promise<boolean>
  readonly clock: Clock
}

const by = { surface: 'switchboard' as const, name: 'Clean-up' }

/** All files below a folder of ours, at any depth. A folder that does not exist has none. */
async function filesIn(dir: string): Promise<FileFact[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile())
  const facts = await Promise.all(
    files.map(async (entry): Promise<FileFact | null> => {
      const path = join(entry.parentPath, entry.name)
      const info = await stat(path).catch(() => null)
      return info && { path, name: entry.name, size: info.size, modifiedAt: Math.round(info.mtimeMs) }
    }),
  )
  return facts.filter((fact) => fact !== null)
}

/** The real effects of cleaning up: on the store, on our history, on Claude's transcripts of our sessions. */
export function createCleanupEffects(parts: CleanupParts): CleanupEffects {
  const { sessions, store, history, claude } = parts

  const busyChats = (): Set<string> => {
    const asked = new Set<string>(sessions.approvals().map((approval) => approval.chat))
    return new Set(
      sessions
        .chats()
        .map((chat) => chat.key)
        .filter((key) => asked.has(key) || sessions.queue(key).length > 0 || sessions.turn(key) !== undefined),
    )
  }

  const missingDirectories = async (): Promise<readonly string[]> => {
    const directories = [...new Set(sessions.chats().map((chat) => chat.directory))]
    const exist = await Promise.all(directories.map(parts.directoryExists))
    return directories.filter((_, index) => !exist[index])
  }

  /** Takes a change back that the disk refuses: what is reported as left alone must be as it was. */
  const savedOr = async (takeBack: () => void): Promise<void> => {
    try {
      await store.flush()
    } catch (error) {
      takeBack()
      throw error
    }
  }

  const setSessionArchived = async (id: SessionId, at: number | null): Promise<void> => {
    const record = store.data.sessions[id]
    if (!record) {
      if (at === null) throw new Error('It was purged since.')
      return
    }
    store.update((data) => void (data.sessions[id] = { ...record, archivedAt: at }))
    await savedOr(() =>
      store.update((data) => void (data.sessions[id] &&= { ...data.sessions[id], archivedAt: record.archivedAt })),
    )
  }

  return {
    async facts(groups) {
      const records = Object.values(store.data.sessions)
      /** Looks only where a rule of this group is to be applied. */
      const where = async <T>(group: CleanupItem['group'], look: () => Promise<readonly T[]>): Promise<readonly T[]> =>
        groups === null || groups.includes(group) ? look() : []
      const [missing, without, kept, uploads, logs, dead] = await Promise.all([
        where('missing directories', missingDirectories),
        where('records without transcript', async () => {
          const known = await claude.transcripts.known()
          return records.filter((record) => !known.has(record.id)).map((record) => record.id)
        }),
        where('orphan transcripts', () => history.list()),
        where('temporary uploads', () => filesIn(parts.inboxDir)),
        where('old logs', () => filesIn(parts.logsDir)),
        where('dead processes', parts.deadProcesses),
      ])
      // Not only of those that wait: one that was cut off by a restart may be asked again.
      const inUse = new Set(sessions.openPrompts().flatMap(({ attachments }) => attachments.map(({ path }) => path)))
      return {
        now: parts.clock.now(),
        chats: sessions.chats(),
        sessions: records,
        busy: busyChats(),
        missingDirectories: new Set(missing),
        withoutTranscript: new Set(without),
        orphans: kept.filter((id) => !store.data.sessions[id]),
        deadProcesses: dead,
        uploads: uploads.filter((file) => !inUse.has(file.path)),
        logs: logs.filter((file) => file.path !== parts.currentLog),
      }
    },

    sizeOf: async (session) => (await history.size(session)) + (await claude.transcripts.size(session)),

    async setChatArchived(key, at) {
      const result = at === null ? await sessions.unarchiveChat(key, by) : await sessions.archiveChat(key, by)
      if (!result.ok) throw new Error(result.message)
    },

    setSessionArchived,

    async purgeSession(id) {
      const transcript = await claude.transcripts.find(id)
      const record = store.data.sessions[id]
      const chats = Object.values(store.data.chats).filter((chat) => chat.currentSession === id)
      store.update((data) => {
        for (const chat of Object.values(data.chats)) {
          if (chat.currentSession === id) data.chats[chat.key] = { ...chat, currentSession: null }
        }
        delete data.sessions[id]
      })
      await savedOr(() =>
        store.update((data) => {
          if (record) data.sessions[id] = record
          for (const { key } of chats) {
            const now = data.chats[key]
            if (now && now.currentSession === null) data.chats[key] = { ...now, currentSession: id }
          }
        }),
      )
      await history.remove(id)
      // One file that Claude wrote for a session of ours; never a directory (promise 5).
      if (transcript) await rm(transcript, { force: true })
    },

    removeFile: (path) => rm(path, { force: true }),
    endProcess: parts.endProcess,
  }
}
