import { join } from 'node:path'

import { chatRecordSchema, sessionRecordSchema } from '../../shared/chat.ts'
import type { Store, StoreData } from '../port.ts'
import { openStore } from './open-store.ts'
import type { StoreDependencies } from './open-store.ts'
import { recordsFormat } from './records-format.ts'

/** The version of `sessions.json` that we write. */
export const SESSIONS_VERSION = 1

/** How `sessions.json` is checked and written. */
export const sessionsFormat = () =>
  recordsFormat<StoreData>({
    version: SESSIONS_VERSION,
    migrations: {},
    collections: { chats: chatRecordSchema, sessions: sessionRecordSchema },
  })

/** Opens `sessions.json` in the data directory. */
export const openSessionsStore = (directory: string, dependencies: StoreDependencies): Promise<Store<StoreData>> =>
  openStore({ ...dependencies, file: join(directory, 'sessions.json'), format: sessionsFormat() })
