import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { sessionIdSchema } from '../../shared/ids.ts'
import type { SessionId } from '../../shared/ids.ts'
import { number, parseObject, text } from '../json.ts'
import type { SessionHolder } from '../port.ts'
import type { ProcessIdentity, ProcessRow, ProcessTable } from './process-table.ts'

/** One live session as Claude's own registry (`~/.claude/sessions/<pid>.json`) tells it. */
export interface RegisteredSession extends ProcessIdentity {
  readonly sessionId: SessionId
  readonly status: SessionHolder['status']
  readonly startedAt: number
}

/** Where start times cannot be compared exactly, the registry's may differ from the system's by this (milliseconds). */
const START_TOLERANCE_MS = 60_000

const STATUSES: readonly SessionHolder['status'][] = ['busy', 'idle', 'waiting']

/**
 * Whether the entry belongs to this very process. Entries stay behind after a SIGKILL, and pids are used again.
 * `procStart` is the start time of `/proc/<pid>/stat` on Linux; elsewhere the moments are compared. Pure.
 */
export function isAlive(entry: { readonly procStart: string; readonly startedAt: number }, row: ProcessRow): boolean {
  if (entry.procStart === row.startTime) return true
  if (/^\d+$/.test(entry.procStart) && /^\d+$/.test(row.startTime)) return false
  return Math.abs(row.startedAt - entry.startedAt) < START_TOLERANCE_MS
}

/** All sessions that live processes hold now. Files that are no entries are skipped. */
export async function registeredSessions(
  configDirectory: string,
  table: ProcessTable,
): Promise<readonly RegisteredSession[]> {
  const directory = join(configDirectory, 'sessions')
  const names = await readdir(directory).catch(() => [])
  const found = await Promise.all(
    names
      .filter((name) => /^\d+\.json$/.test(name))
      .map(async (name): Promise<readonly RegisteredSession[]> => {
        const entry = parseObject(await readFile(join(directory, name), 'utf8').catch(() => ''))
        const sessionId = sessionIdSchema.safeParse(entry?.['sessionId'])
        if (!entry || !sessionId.success) return []
        const pid = number(entry['pid'], Number.parseInt(name, 10))
        const startedAt = number(entry['startedAt'])
        const row = await table.one(pid)
        if (!row || !isAlive({ procStart: text(entry['procStart']), startedAt }, row)) return []
        const status = STATUSES.find((known) => known === entry['status']) ?? 'unknown'
        return [{ pid, startTime: row.startTime, sessionId: sessionId.data, status, startedAt }]
      }),
  )
  return found.flat()
}
