import { readFile, stat } from 'node:fs/promises'

import { z } from 'zod'

import type { Sessions } from '../sessions/api.ts'
import type { SessionRecord } from '../shared/chat.ts'
import { historyEntrySchema } from '../shared/history.ts'
import type { HistoryEntry } from '../shared/history.ts'
import type { ChatKey } from '../shared/ids.ts'
import type { Actor } from '../shared/prompt.ts'
import { errorMessage, fail, ok } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'

/** The most that Telegram gives to bots; a session of this size has some ten thousand turns. Bytes. */
const MOST_BYTES = 20_000_000
const MOST_ENTRIES = 100_000
/** The last instant that a `Date` can hold (ECMAScript): a later one would break everything that shows it. */
const LAST_INSTANT = 8.64e15

const importedSchema = z.object({
  version: z.literal(1, 'its version is not 1'),
  session: z.object({ id: z.string().default(''), title: z.string().max(1000).nullable().default(null) }),
  transcript: z.array(z.string()).default([]),
  entries: z
    .array(historyEntrySchema)
    .min(1, 'it holds no entries')
    .max(MOST_ENTRIES, `it holds more than ${MOST_ENTRIES} entries`)
    .refine((entries) => entries.every(({ at }) => at >= 0 && at <= LAST_INSTANT), 'it holds impossible times'),
})

/**
 * Reads an exported session. What the file says about directories and costs is ignored; its id only tells which lines of
 * the transcript belong to it.
 */
function read(text: string): Result<z.infer<typeof importedSchema>> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return fail('not-an-export', 'This is no session exported as JSON: the file is not JSON. /export json makes one.')
  }
  const parsed = importedSchema.safeParse(json)
  if (parsed.success) return ok(parsed.data)
  const [issue] = parsed.error.issues
  const where = issue && issue.path.length > 0 ? ` (at ${issue.path.join('.').slice(0, 80)})` : ''
  return fail(
    'not-an-export',
    `This is no session exported as JSON: ${issue?.message.slice(0, 200) ?? 'unknown'}${where}. /export json makes one.`,
  )
}

/** Paths of another machine: here they would name any picture of this one, or on Windows a server to log in to. */
const withoutPictures = (entry: HistoryEntry): HistoryEntry => {
  if (entry.type !== 'prompt') return entry
  const { pictures: _elsewhere, ...rest } = entry
  return rest
}

/** Takes an exported session into a chat's archive. */
export interface Importer {
  /** Fails with `too-big`, `not-read` or `not-an-export`. */
  importSession(
    chat: ChatKey,
    path: string,
    by: Actor,
  ): Promise<Result<{ readonly session: SessionRecord; readonly entries: number }>>
}

export function createImporter(sessions: Pick<Sessions, 'importSession'>): Importer {
  return {
    async importSession(chat, path, by) {
      try {
        if ((await stat(path)).size > MOST_BYTES)
          return fail('too-big', 'This file is larger than the 20 MB that an import may have.')
        const imported = read(await readFile(path, 'utf8'))
        if (!imported.ok) return imported
        const { session, transcript: lines } = imported.value
        const entries = imported.value.entries.map(withoutPictures)
        const transcript = lines.length > 0 ? { from: session.id, lines } : null
        const taken = await sessions.importSession(chat, { title: session.title, entries, transcript }, by)
        return taken.ok ? ok({ session: taken.value, entries: entries.length }) : taken
      } catch (error) {
        return fail('not-read', `The file could not be read: ${errorMessage(error)}. Send it again.`)
      }
    },
  }
}
