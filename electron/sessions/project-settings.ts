import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { z } from 'zod'

/** Settings that Claude Code takes from the directory it works in. */
const FILES = ['.claude/settings.json', '.claude/settings.local.json']
/** A larger one is no settings file that a person wrote. Bytes. */
const LARGEST = 1024 * 1024

const withHooks = z.looseObject({ hooks: z.record(z.string(), z.array(z.unknown()).min(1)) })

/**
 * The settings files of a directory that hold hooks: commands that Claude Code runs at every prompt without asking. In a
 * terminal it asks first whether the directory is trusted; started by a program it does not.
 */
export async function filesWithHooks(directory: string): Promise<readonly string[]> {
  const found = await Promise.all(
    FILES.map(async (name) => {
      try {
        const path = join(directory, name)
        const info = await stat(path)
        if (!info.isFile() || info.size > LARGEST) return []
        const { data } = withHooks.safeParse(JSON.parse(await readFile(path, 'utf8')))
        return data && Object.keys(data.hooks).length > 0 ? [name] : []
      } catch {
        // There is none, or none that Claude could read.
        return []
      }
    }),
  )
  return found.flat()
}
