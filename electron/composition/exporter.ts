import { writeFile } from 'node:fs/promises'

import type { Exporter } from '../desktop/ports.ts'
import type { Sessions } from '../sessions/api.ts'
import type { HistoryEntry } from '../shared/history.ts'
import type { SessionId } from '../shared/ids.ts'
import { done, errorMessage, fail } from '../shared/result.ts'
import { exportSession } from '../storage/backup/export-session.ts'
import type { ExportFormat } from '../storage/backup/export-session.ts'
import type { History } from '../storage/port.ts'

const PAGE = 500

/** All entries of a session, oldest first, read page by page. */
export async function wholeHistory(history: History, session: SessionId): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = []
  let after = -1
  for (;;) {
    const page = await history.page(session, { after, limit: PAGE })
    const last = page.entries.at(-1)
    if (!last || last.position <= after) return entries
    entries.push(...page.entries.map(({ entry }) => entry))
    after = last.position
  }
}

/** Writes a chat's current session as Markdown, JSON or HTML. */
export function createExporter(
  sessions: Sessions,
  history: History,
): Exporter & {
  /** The text itself, for Telegram's `/export`. */
  text(session: SessionId, format: ExportFormat): Promise<string | null>
} {
  const text = async (session: SessionId, format: ExportFormat): Promise<string | null> => {
    const record = sessions.session(session)
    return record ? exportSession(record, await wholeHistory(history, session), format) : null
  }
  return {
    text,
    async write(chat, format, path) {
      const session = sessions.chat(chat)?.currentSession
      const written = session ? await text(session, format) : null
      if (written === null) return fail('unknown-session', 'This chat has no session yet: there is nothing to export.')
      try {
        await writeFile(path, written, { mode: 0o600 })
        return done
      } catch (error) {
        return fail('not-written', `${path} could not be written: ${errorMessage(error)}`)
      }
    },
  }
}
