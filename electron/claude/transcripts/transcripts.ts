import { stat } from 'node:fs/promises'
import { join } from 'node:path'

import type { HistoryEntry } from '../../shared/history.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import { done, errorMessage, fail } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { DurableFiles } from '../durable-files.ts'
import type { Claude } from '../port.ts'
import { createAnswerSearch } from './answer.ts'
import { conversationLines, faultOfLines } from './carried.ts'
import { createImport } from './imported.ts'
import { transcriptLines } from './lines.ts'
import { createListing, transcriptFiles } from './listing.ts'
import { createWaitingTranscripts } from './waiting.ts'

/** Claude's transcripts, and those from other machines that wait to become Claude's. */
export interface Transcripts extends Readonly<Claude['transcripts']> {
  /** A session's conversation as entries of our history, oldest first; nothing where there is no transcript. */
  readHistory(session: SessionId): AsyncIterable<HistoryEntry>
  /** The lines that another machine needs to go on with the session. None where there is no transcript. */
  conversation(session: SessionId): AsyncIterable<string>
  /** To be called before a resume: puts a transcript that waits where Claude looks for it. Fails with `spawn`. */
  arrive(session: SessionId, directory: string): Promise<Result>
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
  waitingDirectory,
  files,
  log,
}: {
  readonly configDirectory: string
  /** Where transcripts from other machines wait for the first prompt to their session. */
  readonly waitingDirectory: string
  readonly files: DurableFiles
  readonly log: Log
}): Transcripts {
  const projects = join(configDirectory, 'projects')
  const waiting = createWaitingTranscripts(waitingDirectory, files)
  const listing = createListing(projects)
  /** Where transcripts were last seen; checked again before each use. */
  let known = new Map<string, string>()

  const findAtClaude = async (session: SessionId): Promise<string | null> => {
    const name = `${session}.jsonl`
    const before = known.get(name)
    if (before !== undefined && (await sizeOf(before)) !== null) return before
    known = new Map((await transcriptFiles(projects)).map((file) => [file.name, file.path]))
    return known.get(name) ?? null
  }

  const find = async (session: SessionId): Promise<string | null> => {
    const there = await findAtClaude(session)
    if (there !== null) return there
    const waits = waiting.path(session)
    return (await sizeOf(waits)) === null ? null : waits
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
    list: listing.sessions,
    async known() {
      const files = await transcriptFiles(projects)
      const ids = files.map(({ name }) => name.slice(0, -'.jsonl'.length))
      return new Set([...ids, ...(await waiting.list())])
    },
    async take(session, { from, lines: given }) {
      const fault = faultOfLines(given, from)
      if (fault) return fail('not-an-export', `Claude's transcript in it cannot be used: ${fault}.`)
      await waiting.take(session, from, given)
      return done
    },
    async size(session) {
      const path = await find(session)
      return path === null ? 0 : ((await sizeOf(path)) ?? 0)
    },
    async *conversation(session) {
      const path = await find(session)
      if (path !== null) yield* conversationLines(path, session)
    },
    async arrive(session, directory) {
      try {
        if ((await sizeOf(waiting.path(session))) === null) return done
        const isThere = (await findAtClaude(session)) !== null
        await waiting.arrive(session, directory, projects, isThere)
        return done
      } catch (error) {
        return fail('spawn', `What was said before could not be handed to Claude: ${errorMessage(error)}. Try again.`)
      }
    },
    async *readHistory(session) {
      const entries = createImport('')
      for await (const line of lines(session)) yield* entries(line)
    },
  }
}
