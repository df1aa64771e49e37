import { randomUUID } from 'node:crypto'

import { NO_TOKENS } from '../../shared/chat.ts'
import type { HistoryEntry } from '../../shared/history.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { defaultSettings } from '../../shared/settings.ts'
import type { Settings } from '../../shared/settings.ts'
import type { History, Journal, Store, StoreData } from '../../storage/port.ts'
import type { Final, SessionEvent } from '../api.ts'
import { createPromptJournal } from '../prompt-journal.ts'
import type { PromptRecord } from '../prompt-journal.ts'
import { createSessions } from '../sessions.ts'
import { FakeClaude } from './fake-claude.ts'
import { FakeClock } from './fake-clock.ts'

/** What a disk would keep between two runs of the app. */
export class FakeDisk {
  data: StoreData = { version: 1, chats: {}, sessions: {} }
  records: PromptRecord[] = []
  /** When set, the next append is refused with it. */
  full: Error | null = null
  /** When set, what is appended is on disk only after it. */
  slow: Promise<void> | null = null
  /** The same for the store's next flush. */
  slowStore: Promise<void> | null = null
}

const storeOn = (disk: FakeDisk): Store<StoreData> => {
  const data = structuredClone(disk.data)
  return {
    data,
    damage: [],
    update: (change) => change(data),
    flush: async () => {
      await disk.slowStore
      disk.data = structuredClone(data)
    },
    onTrouble: () => undefined,
    close: async () => undefined,
  }
}

const journalOn = (disk: FakeDisk): Journal<PromptRecord> => ({
  found: structuredClone(disk.records),
  append: async (...records) => {
    if (disk.full) throw disk.full
    await disk.slow
    disk.records.push(...structuredClone(records))
  },
  compact: async (live) => void (disk.records = structuredClone([...live()])),
  get size() {
    return disk.records.length
  },
  close: async () => undefined,
})

const historyInto = (entries: HistoryEntry[]): History => ({
  append: (_session, _chat, ...added) => void entries.push(...added),
  page: async (session) => ({ session, entries: [], first: 0, end: 0 }),
  search: async () => [],
  size: async () => 0,
  list: async () => [],
  remove: async () => undefined,
  flush: async () => undefined,
  close: async () => undefined,
})

/** The whole domain on a clock, a disk and a Claude that the test owns. A second harness on the same disk is a restart. */
export function harness(
  options: { disk?: FakeDisk; claude?: FakeClaude; clock?: FakeClock; settings?: (settings: Settings) => void } = {},
) {
  const disk = options.disk ?? new FakeDisk()
  const claude = options.claude ?? new FakeClaude()
  const clock = options.clock ?? new FakeClock()
  const settings = defaultSettings()
  options.settings?.(settings)
  const events: SessionEvent[] = []
  const finals: Final[] = []
  const history: HistoryEntry[] = []
  const missing = new Set<string>()
  const sessions = createSessions({
    store: storeOn(disk),
    journal: createPromptJournal(journalOn(disk), silentLog),
    history: historyInto(history),
    claude,
    settings: () => settings,
    deliver: async (final) => void finals.push(final),
    recordUsage: () => undefined,
    usageToday: () => ({ costUsd: 0, tokens: NO_TOKENS }),
    directoryExists: async (directory) => !missing.has(directory),
    async *earlierHistory() {},
    home: '/home/me',
    memory: 16 * 1024 ** 3,
    clock,
    log: silentLog,
    newId: randomUUID,
  })
  sessions.subscribe((event) => events.push(event))
  const chat = async (id: number): Promise<ChatKey> => {
    const key = `telegram:${id}` as ChatKey
    await sessions.ensureChat({ key, kind: 'private', title: `Chat ${id}` })
    return key
  }
  const say = async (key: ChatKey, text: string, more: { sentAt?: number; messageId?: number } = {}) => {
    const result = await sessions.submit({
      chat: key,
      text,
      actor: { surface: 'telegram', userId: 7, name: 'Ann' },
      sentAt: more.sentAt ?? clock.advance(2000),
      messageIds: more.messageId === undefined ? [] : [more.messageId],
    })
    await settle()
    return result
  }
  return { sessions, claude, clock, disk, settings, events, finals, history, missing, chat, say }
}

/** The same after its start, with one chat. */
export async function begun(options: Parameters<typeof harness>[0] = {}) {
  const rig = harness(options)
  await rig.sessions.start()
  return { ...rig, key: await rig.chat(1) }
}

/** Lets everything that is already decided happen. No time passes. */
export const settle = async (): Promise<void> => {
  for (let i = 0; i < 50; i++) await Promise.resolve()
}
