import { createHash, randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

import { ownDirectory } from '../../sessions/own-directory.ts'
import type { Secret } from '../../shared/secret.ts'

/** Who polls with a token on this machine. */
interface LockHolder {
  readonly pid: number
  /** When the process started, as the system writes it: distinguishes the holder from a process that got its pid later. */
  readonly startedAt: string
}

/** Lets only one process on this machine poll with a token: two profiles would take turns taking each other's updates. */
export interface PollerLock {
  /** Null when the lock is ours now, else who has it. Rejects where the locks' directory is another user's. */
  acquire(): Promise<LockHolder | null>
  release(): Promise<void>
}

/** When a process began, as the system writes it; null where there is no such process or the system does not tell. */
export type ProcessStart = (pid: number) => Promise<string | null>

/** Written where the system does not tell our own start. Such a lock holds nobody off; Telegram's 409 then names the conflict. */
const UNKNOWN = 'unknown'

const lockDirectory = (): string => join(tmpdir(), `switchboard-${userInfo().username}`)

/** The lock's file name: the same for the same bot on the same server, without giving the token away. */
const fingerprint = (token: Secret, apiRoot: string): string =>
  createHash('sha256').update(`${apiRoot}\n${token.expose()}`).digest('hex').slice(0, 24)

export function createPollerLock(
  token: Secret,
  apiRoot: string,
  processStart: ProcessStart,
  directory = lockDirectory(),
): PollerLock {
  const path = join(directory, `poller-${fingerprint(token, apiRoot)}.json`)

  const read = async (file: string): Promise<LockHolder | null> => {
    try {
      const { pid, startedAt } = JSON.parse(await readFile(file, 'utf8')) as Partial<LockHolder>
      return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : null
    } catch {
      return null
    }
  }
  /** A process table that fails (no `ps`, no PowerShell) must not keep the bot from connecting. */
  const startOf = (pid: number): Promise<string | null> => processStart(pid).catch(() => null)
  const lives = async (holder: LockHolder | null): Promise<boolean> =>
    holder !== null && holder.pid !== process.pid && (await startOf(holder.pid)) === holder.startedAt

  return {
    async acquire() {
      await ownDirectory(directory)
      const mine = `${path}.${randomUUID()}`
      const me: LockHolder = { pid: process.pid, startedAt: (await startOf(process.pid)) ?? UNKNOWN }
      await writeFile(mine, JSON.stringify(me), { mode: 0o600 })
      try {
        for (let attempt = 0; attempt < 3; attempt++) {
          try {
            // link() fails if the name exists, and nobody ever sees the file without its content.
            await link(mine, path)
            return null
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
          }
          const holder = await read(path)
          if (holder !== null && (await lives(holder))) return holder
          // Of two processes that find a dead holder's file, one moves it away. The slower one may have moved away the
          // winner's file instead, and then puts it back.
          const aside = `${mine}.aside`
          await rename(path, aside).catch(() => undefined)
          if (await lives(await read(aside))) await link(aside, path).catch(() => undefined)
          await rm(aside, { force: true })
        }
        return (await read(path)) ?? { pid: 0, startedAt: '' }
      } finally {
        await rm(mine, { force: true })
      }
    },
    async release() {
      const holder = await read(path)
      if (holder?.pid === process.pid) await rm(path, { force: true })
    },
  }
}
