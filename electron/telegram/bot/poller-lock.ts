import { createHash, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

import type { Secret } from '../../shared/secret.ts'

/** Who polls with a token on this machine. */
interface LockHolder {
  readonly pid: number
  /** The process's start time as the system tells it; tells a reused pid from the holder. */
  readonly startedAt: string
}

/** One poller per token on the machine: two profiles would take each other's updates by turns. */
export interface PollerLock {
  /** Null when the lock is ours now, else who has it. */
  acquire(): Promise<LockHolder | null>
  release(): Promise<void>
}

/** When a process began, in the system's own words; null where there is none or the system does not tell. */
export type ProcessStart = (pid: number) => Promise<string | null>

/** Written where the system does not tell our own start: nobody holds by it, and Telegram's own 409 names the conflict. */
const UNKNOWN = 'unknown'

const lockDirectory = (): string => join(tmpdir(), `switchboard-${userInfo().username}`)

/** The lock's file name says which bot on which server, and gives the token away to nobody. */
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
  /** A process table that fails (no `ps`, no PowerShell) must not keep the bot away. */
  const startOf = (pid: number): Promise<string | null> => processStart(pid).catch(() => null)
  const lives = async (holder: LockHolder | null): Promise<boolean> =>
    holder !== null && holder.pid !== process.pid && (await startOf(holder.pid)) === holder.startedAt

  return {
    async acquire() {
      await mkdir(directory, { recursive: true, mode: 0o700 })
      const mine = `${path}.${randomUUID()}`
      const me: LockHolder = { pid: process.pid, startedAt: (await startOf(process.pid)) ?? UNKNOWN }
      await writeFile(mine, JSON.stringify(me), { mode: 0o600 })
      try {
        for (let attempt = 0; attempt < 3; attempt++) {
          try {
            // link() fails where the name exists, and shows the file only with its content in it.
            await link(mine, path)
            return null
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
          }
          const holder = await read(path)
          if (holder !== null && (await lives(holder))) return holder
          // Of two that find a dead holder's file one moves it away; the slower may have moved the winner's, and puts it back.
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
