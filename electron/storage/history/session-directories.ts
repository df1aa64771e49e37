import { dirname, join } from 'node:path'

import { sessionIdSchema } from '../../shared/ids.ts'
import type { SessionId } from '../../shared/ids.ts'
import { namesIn } from '../disk.ts'
import type { Disk } from '../disk.ts'
import { directoryName } from './names.ts'

/** Where each session's history lies. Read once, when first asked. */
export interface SessionDirectories {
  /** The session's directory: where it is, or else where it will be. */
  of(session: SessionId, chat: string): Promise<string>
  find(session: SessionId): Promise<string | undefined>
  all(): Promise<ReadonlyMap<SessionId, string>>
  /** Forgets a removed session, and removes its chat's directory where that was the last. */
  forget(session: SessionId): Promise<void>
}

export function createSessionDirectories(disk: Disk, root: string): SessionDirectories {
  let read: Promise<Map<SessionId, string>> | null = null

  async function readAll() {
    const found = new Map<SessionId, string>()
    for (const chat of await namesIn(disk, root))
      for (const name of await namesIn(disk, join(root, chat))) {
        const id = sessionIdSchema.safeParse(name)
        if (id.success) found.set(id.data, join(root, chat, name))
      }
    return found
  }

  function all() {
    read ??= readAll().catch((error: unknown) => {
      read = null
      throw error
    })
    return read
  }

  return {
    all,
    find: async (session) => (await all()).get(session),
    async of(session, chat) {
      const known = await all()
      // A group that became a supergroup has a new key; its sessions stay where they began.
      const directory = known.get(session) ?? join(root, directoryName(chat), directoryName(session))
      known.set(session, directory)
      return directory
    },
    async forget(session) {
      const known = await all()
      const directory = known.get(session)
      known.delete(session)
      // Not empty while the chat has other sessions.
      if (directory) await disk.rmdir(dirname(directory)).catch(() => undefined)
    },
  }
}
