import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { sessionIdSchema } from '../../shared/ids.ts'
import { text } from '../json.ts'
import type { Json } from '../json.ts'
import type { FoundSession } from '../port.ts'
import { transcriptEntry } from './entry.ts'
import { endLines } from './lines.ts'

/** Head and tail that are read of each transcript, bytes: the first prompt stands in the first lines, titles last. */
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

async function foundSession(path: string, name: string): Promise<readonly FoundSession[]> {
  const id = sessionIdSchema.safeParse(name.slice(0, -'.jsonl'.length))
  if (!id.success) return []
  const info = await stat(path)
  const head = await endLines(path, HEAD, 'head')
  const tail = info.size > HEAD ? await endLines(path, Math.min(TAIL, info.size - HEAD), 'tail') : []
  // The folder's name cannot be turned back into a path (many paths have the same): the lines say where it worked.
  const directory = text([...head, ...tail].findLast((line) => text(line['cwd']) !== '')?.['cwd'])
  if (directory === '') return []
  return [
    {
      id: id.data,
      directory,
      title: titleOf(head, tail),
      path,
      size: info.size,
      lastActivityAt: Math.round(info.mtimeMs),
    },
  ]
}

/** Every transcript's path under `projects/`, by file name. A folder that cannot be read is passed over. */
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

/** All sessions found, newest first. */
export async function listSessions(projects: string): Promise<readonly FoundSession[]> {
  const files = await transcriptFiles(projects)
  const found: FoundSession[] = []
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const some = files.slice(from, from + AT_ONCE)
    // One that vanishes or cannot be read is passed over.
    const read = await Promise.all(some.map(({ path, name }) => foundSession(path, name).catch(() => [])))
    found.push(...read.flat())
  }
  return found.toSorted((a, b) => b.lastActivityAt - a.lastActivityAt)
}
