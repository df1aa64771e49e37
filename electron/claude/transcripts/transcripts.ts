import { stat } from 'node:fs/promises'
import { join } from 'node:path'

import type { HistoryEntry } from '../../shared/history.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Claude } from '../port.ts'
import { createAnswerSearch } from './answer.ts'
import { createImport } from './imported.ts'
import { transcriptLines } from './lines.ts'
import { listSessions, transcriptFiles } from './listing.ts'

/** Claude's transcripts, read only. */
export interface Transcripts extends Readonly<Claude['transcripts']> {
  /** A session's conversation as entries of our history, oldest first; nothing where there is no transcript. */
  readHistory(session: SessionId): AsyncIterable<HistoryEntry>
}

const sizeOf = async (path: string): Promise<number | null> => {
  try {
    const info = await stat(path)
    return info.isFile() ? info.size : null
  } catch {
    return null
  }
}

export function createTranscripts({
  configDirectory,
  log,
}: {
  readonly configDirectory: string
  readonly log: Log
}): Transcripts {
  const projects = join(configDirectory, 'projects')
  /** Where transcripts were last seen; each is looked at again before it is used. */
  let known = new Map<string, string>()

  const find = async (session: SessionId): Promise<string | null> => {
    const name = `${session}.jsonl`
    const before = known.get(name)
    if (before !== undefined && (await sizeOf(before)) !== null) return before
    known = new Map((await transcriptFiles(projects)).map((file) => [file.name, file.path]))
    return known.get(name) ?? null
  }

  async function* lines(session: SessionId): ReturnType<typeof transcriptLines> {
    const path = await find(session)
    if (path === null) return
    try {
      yield* transcriptLines(path)
    } catch (error) {
      log.warn('claude.transcript', { path, message: errorMessage(error) })
    }
  }

  return {
    find,
    async answerTo(session, prompt) {
      const search = createAnswerSearch(prompt)
      for await (const line of lines(session)) search.take(line)
      return search.answer
    },
    list: () => listSessions(projects),
    async size(session) {
      const path = await find(session)
      return path === null ? 0 : ((await sizeOf(path)) ?? 0)
    },
    async *readHistory(session) {
      const entries = createImport('')
      for await (const line of lines(session)) yield* entries(line)
    },
  }
}
