import { writeFile } from 'node:fs/promises'

import type { Transcripts } from '../claude/transcripts/transcripts.ts'
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
    entries.push(...page.entries.map(({ entry }) => entry))
    // By position, not by the last entry: a damaged segment has none, and what follows it must not be left out.
    after = Math.max(after, page.first - 1) + PAGE
    if (after >= page.end - 1) return entries
  }
}

/** Most characters of transcript in a session exported as JSON, so that the file stays small enough to be imported. */
const MOST_TRANSCRIPT = 8_000_000

/** The transcript of a session, with which another machine can go on; none where it is too large. */
async function transcriptOf(transcripts: Pick<Transcripts, 'conversation'>, session: SessionId): Promise<string[]> {
  const lines: string[] = []
  let length = 0
  for await (const line of transcripts.conversation(session)) {
    length += line.length
    if (length > MOST_TRANSCRIPT) return []
    lines.push(line)
  }
  return lines
}

/** Exports sessions as Markdown, JSON or HTML. */
export function createExporter(
  sessions: Pick<Sessions, 'session' | 'chat'>,
  history: History,
  transcripts: Pick<Transcripts, 'conversation'>,
): Exporter & {
  /** Any session as text, for Telegram's `/export`; null where there is no such session. */
  text(session: SessionId, format: ExportFormat): Promise<string | null>
} {
  const text = async (session: SessionId, format: ExportFormat): Promise<string | null> => {
    const record = sessions.session(session)
    if (!record) return null
    const transcript = format === 'json' ? await transcriptOf(transcripts, session) : []
    return exportSession(record, await wholeHistory(history, session), format, transcript)
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
