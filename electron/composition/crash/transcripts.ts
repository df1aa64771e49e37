import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A prompt of a person as it stands in one of Claude's transcripts. */
export interface StandingPrompt {
  readonly session: string
  readonly uuid: string
  readonly text: string
}

const textOf = (content: unknown): string => {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return (content as readonly { type?: string; text?: string }[])
    .flatMap((block) => (block.type === 'text' ? [block.text ?? ''] : []))
    .join('\n')
}

const promptsIn = (session: string, text: string): StandingPrompt[] =>
  text.split('\n').flatMap((line) => {
    let entry: {
      type?: string
      isSidechain?: boolean
      isMeta?: boolean
      uuid?: string
      message?: { content?: unknown }
    }
    try {
      entry = JSON.parse(line) as typeof entry
    } catch {
      return []
    }
    if (entry.type !== 'user' || entry.isSidechain || entry.isMeta) return []
    const words = textOf(entry.message?.content).trim()
    return words === '' ? [] : [{ session, uuid: entry.uuid ?? '', text: words }]
  })

/** All that people said, in all transcripts under this home directory. */
export async function standingPrompts(home: string): Promise<readonly StandingPrompt[]> {
  const projects = join(home, '.claude/projects')
  const names = await readdir(projects, { recursive: true }).catch(() => [])
  const files = names.filter((name) => /[0-9a-f-]{36}\.jsonl$/.test(name))
  const found = await Promise.all(
    files.map(async (name) => promptsIn(name.slice(-42, -6), await readFile(join(projects, name), 'utf8'))),
  )
  return found.flat()
}
