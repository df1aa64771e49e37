import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { systemClock } from '../../electron/shared/clock.ts'
import { silentLog } from '../../electron/shared/log.ts'
import { nodeDisk } from '../../electron/storage/disk.ts'
import { openHistory } from '../../electron/storage/history/open-history.ts'
import { SESSIONS_VERSION } from '../../electron/storage/store/sessions-store.ts'
import { chatRecord, sessionId, sessionRecord } from '../../electron/storage/testing/records.ts'
import { sessionOf } from '../storage/corpus.ts'

/** What a data directory is filled with. */
export interface LargeProfile {
  readonly chats: number
  /** Bytes of the first chat's session, of tool output of this repository. */
  readonly transcriptBytes: number
  /** The words of that session's last answer: who sees them has the newest page before them. */
  readonly lastWords: string
}

/** Title of the chat that has the long transcript, as its row shows it: the first of all that are idle. */
export const LONG_CHAT = 'The long one'

/** Fills the data directory of an app that does not run, as months of use would. */
export async function writeLargeProfile(directory: string, profile: LargeProfile): Promise<void> {
  const numbers = Array.from({ length: profile.chats }, (_, index) => index + 1)
  const chats = numbers.map((n) => ({
    ...chatRecord(n),
    ...(n === 1 ? { name: LONG_CHAT, lastActivityAt: Date.now() } : {}),
  }))
  const sessions = numbers.map(sessionRecord)
  const keyed = <T>(records: readonly T[], key: (record: T) => string) =>
    Object.fromEntries(records.map((record) => [key(record), record]))
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await writeFile(
    join(directory, 'sessions.json'),
    JSON.stringify({
      version: SESSIONS_VERSION,
      chats: keyed(chats, ({ key }) => key),
      sessions: keyed(sessions, ({ id }) => id),
    }),
  )
  const history = openHistory({
    dir: directory,
    capMb: () => null,
    disk: nodeDisk,
    clock: systemClock,
    log: silentLog,
  })
  const { key } = chatRecord(1)
  for (const entry of await sessionOf(profile.transcriptBytes)) history.append(sessionId(1), key, entry)
  history.append(sessionId(1), key, { type: 'answer', at: Date.now(), id: null, text: profile.lastWords })
  await history.close()
}
