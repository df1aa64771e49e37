import type { Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { sessionIdSchema } from '../../shared/ids.ts'
import { text } from '../json.ts'
import type { Json } from '../json.ts'
import type { FoundSession } from '../port.ts'
import { transcriptEntry } from './entry.ts'
import { endLines } from './lines.ts'

/** How much of each transcript is read, in bytes: the first prompt is near its beginning, titles are near its end. */
const HEAD = 16 * 1024
const TAIL = 16 * 1024
/** Transcripts read at once. */
const AT_ONCE = 16
/** Longest title made of a prompt, in characters. */
const TITLE = 80

/** A session's title: what a person named it, what Claude named it, or its first prompt. Null where it has none. Pure. */
export function titleOf(head: readonly Json[], tail: readonly Json[]): string | null {
  const last = (type: string, key: string): string =>
    text([...head, ...tail].findLast((line) => line['type'] === type && text(line[key]) !== '')?.[key])
  const given = last('custom-title', 'customTitle') || last('ai-title', 'aiTitle')
  if (given) return given
  for (const line of head) {
    const entry = transcriptEntry(line)
    if (entry?.kind !== 'prompt' || entry.text.startsWith('<')) continue
    const words = entry.text.trim().replace(/\s+/g, ' ')
    if (words) return words.length > TITLE ? `${words.slice(0, TITLE - 1)}…` : words
  }
  return last('last-prompt', 'lastPrompt').slice(0, TITLE) || null
}

/** What the head and tail of a transcript say about its session; null where it cannot be resumed. */
export async function readSession(path: string, name: string, info: Stats): Promise<FoundSession | null> {
  const id = sessionIdSchema.safeParse(name.slice(0, -'.jsonl'.length))
  if (!id.success) return null
  const head = await endLines(path, HEAD, 'head')
  const tail = info.size > HEAD ? await endLines(path, Math.min(TAIL, info.size - HEAD), 'tail') : []
  // The folder's name cannot be turned back into a path (many paths share one): the lines say where the session worked.
  const directory = text([...head, ...tail].findLast((line) => text(line['cwd']) !== '')?.['cwd'])
  if (directory === '') return null
  const lastActivityAt = Math.round(info.mtimeMs)
  return { id: id.data, directory, title: titleOf(head, tail), path, size: info.size, lastActivityAt }
}

/** Name and path of every transcript under `projects/`. A folder that cannot be read is skipped. */
export async function transcriptFiles(
  projects: string,
): Promise<readonly { readonly path: string; readonly name: string }[]> {
  const folders = await readdir(projects, { withFileTypes: true }).catch(() => [])
  const files = await Promise.all(
    folders
      .filter((folder) => folder.isDirectory())
      .map(async (folder) => {
        const names = await readdir(join(projects, folder.name)).catch(() => [])
        return names
          .filter((name) => name.endsWith('.jsonl'))
          .map((name) => ({ path: join(projects, folder.name, name), name }))
      }),
  )
  return files.flat()
}

/** The sessions under `projects/`. */
export interface Listing {
  /** Newest first. A transcript is read again only if its size or modification time has changed. */
  sessions(): Promise<readonly FoundSession[]>
}

/** `read` is passed in where a test counts what is read. */
export function createListing(projects: string, read = readSession): Listing {
  /** What was read, by path. */
  let seen = new Map<string, { readonly version: string; readonly session: FoundSession | null }>()

  const look = async ({ path, name }: { readonly path: string; readonly name: string }) => {
    const info = await stat(path)
    const version = `${info.size} ${info.mtimeMs}`
    const before = seen.get(path)
    return [path, before?.version === version ? before : { version, session: await read(path, name, info) }] as const
  }

  return {
    async sessions() {
      const files = await transcriptFiles(projects)
      const now: (readonly [string, { readonly version: string; readonly session: FoundSession | null }])[] = []
      for (let from = 0; from < files.length; from += AT_ONCE) {
        // One that vanishes or cannot be read is skipped.
        const some = files.slice(from, from + AT_ONCE).map((file) => look(file).catch(() => null))
        now.push(...(await Promise.all(some)).filter((entry) => entry !== null))
      }
      seen = new Map(now)
      return now.flatMap(([, { session }]) => session ?? []).toSorted((a, b) => b.lastActivityAt - a.lastActivityAt)
    },
  }
}
