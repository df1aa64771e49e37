import { createHash } from 'node:crypto'
import { copyFile, link, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import type { SessionId } from '../../shared/ids.ts'
import type { DurableFiles } from '../durable-files.ts'
import { carriedLine } from './carried.ts'

/** Longest folder name that Claude makes of a path without cutting it (seen in 2.1.329). */
const LONGEST = 200

/**
 * The name of Claude's folder for a working directory, links resolved: everything but letters and digits becomes a
 * dash (seen in 2.1.329). Of a longer path Claude keeps the beginning and a hash of its own; any name will do there,
 * since a resume looks in all folders. Pure.
 */
export function projectFolder(directory: string): string {
  const name = directory.replace(/[^A-Za-z0-9]/g, '-')
  if (name.length <= LONGEST) return name
  return `${name.slice(0, LONGEST)}-${createHash('sha256').update(directory).digest('hex').slice(0, 6)}`
}

/** Gives a file this name, unless something else has it. */
async function nameUnlessTaken(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    // FAT, exFAT and some network shares have no hard links.
    if ((await stat(to).catch(() => null)) === null) await rename(from, to)
  }
}

/** Transcripts from other machines, which wait for the first prompt to their session. */
export interface WaitingTranscripts {
  path(session: SessionId): string
  /** Sessions whose transcript waits. */
  list(): Promise<readonly string[]>
  /** Takes lines (checked by the caller) of the session `from` as those of `session`. Rejects with the system's error. */
  take(session: SessionId, from: string, lines: readonly string[]): Promise<void>
  /**
   * Puts a waiting transcript where Claude looks for it. A transcript that is there already is never written over.
   * Rejects with the system's error; the transcript then goes on waiting.
   */
  arrive(session: SessionId, directory: string, projects: string, isThere: boolean): Promise<void>
}

export function createWaitingTranscripts(folder: string, files: DurableFiles): WaitingTranscripts {
  const path = (session: SessionId): string => join(folder, `${session}.jsonl`)

  const layDown = async (from: string, target: string): Promise<void> => {
    // Not `.jsonl`, so that Claude does not take a half-written file for a session.
    const partial = `${target}.partial`
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await copyFile(from, partial)
    try {
      const file = await open(partial, 'r+')
      try {
        await file.chmod(0o600)
        await file.sync()
      } finally {
        await file.close()
      }
      await nameUnlessTaken(partial, target)
    } finally {
      await rm(partial, { force: true })
    }
    await files.syncDirectory(dirname(target))
  }

  return {
    path,
    list: async () => {
      const names = await readdir(folder).catch(() => [])
      return names.flatMap((name) => (name.endsWith('.jsonl') ? [name.slice(0, -'.jsonl'.length)] : []))
    },
    async take(session, from, lines) {
      const carried = lines.flatMap((line) => carriedLine(line, from, session) || [])
      await files.write(path(session), `${carried.join('\n')}\n`)
    },
    async arrive(session, directory, projects, isThere) {
      const waits = path(session)
      if (!(await stat(waits).catch(() => null))) return
      if (!isThere) {
        const real = await realpath(directory).catch(() => null)
        // Opening the session will fail because its directory is gone; the transcript waits for another directory.
        if (real === null) return
        await layDown(waits, join(projects, projectFolder(real), `${session}.jsonl`))
      }
      await rm(waits, { force: true })
    },
  }
}
