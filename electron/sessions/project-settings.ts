import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { z } from 'zod'

/** A larger one is no file that a person wrote. Bytes. */
const LARGEST = 1024 * 1024

const withHooks = z.looseObject({ hooks: z.record(z.string(), z.array(z.unknown()).min(1)) })
const withServers = z.looseObject({ mcpServers: z.record(z.string(), z.unknown()) })

const holdsHooks = (json: unknown): boolean => Object.keys(withHooks.safeParse(json).data?.hooks ?? {}).length > 0
const holdsServers = (json: unknown): boolean =>
  Object.keys(withServers.safeParse(json).data?.mcpServers ?? {}).length > 0

/** What Claude Code takes commands from in the directory it works in. */
const FILES: readonly (readonly [string, (json: unknown) => boolean])[] = [
  ['.claude/settings.json', holdsHooks],
  ['.claude/settings.local.json', holdsHooks],
  ['.mcp.json', holdsServers],
]

/**
 * The files of a directory that have Claude Code run commands without asking: hooks at every prompt, and MCP servers,
 * which the directory's own settings can switch on. In a terminal it asks first whether the directory is trusted;
 * started by a program it does not (tried with Claude Code 2.1.329).
 */
export async function filesWithCommands(directory: string): Promise<readonly string[]> {
  const found = await Promise.all(
    FILES.map(async ([name, holds]) => {
      try {
        const path = join(directory, name)
        const info = await stat(path)
        if (!info.isFile() || info.size > LARGEST) return []
        return holds(JSON.parse(await readFile(path, 'utf8'))) ? [name] : []
      } catch {
        // There is none, or none that Claude could read.
        return []
      }
    }),
  )
  return found.flat()
}

/** What a person is told who sends a chat to a directory with such files; null where there are none. */
export async function commandsWarning(directory: string): Promise<string | null> {
  const files = await filesWithCommands(directory)
  return files.length === 0 ? null : `Claude runs commands of this directory without asking: ${files.join(', ')}.`
}
