import type { ChatRecord, SessionRecord } from '../../shared/chat.ts'
import type { CleanupFacts } from '../retention/candidates.ts'
import { newSessionRecord } from '../session-records.ts'

export const DAY = 86_400_000
export const NOW = 1_700_000_000_000

export const chat = (key: string, idleDays: number, current: string | null = null): ChatRecord => ({
  forkNext: false,
  key: key as ChatRecord['key'],
  kind: 'private',
  title: key,
  name: null,
  username: null,
  directory: '/code',
  currentSession: current as ChatRecord['currentSession'],
  preferences: {},
  openedBy: null,
  createdAt: 0,
  lastActivityAt: NOW - idleDays * DAY,
  unread: false,
  failed: null,
  lastAnswer: null,
  archivedAt: null,
  unreachable: null,
})

export const session = (
  id: string,
  chatKey: string,
  idleDays: number,
  archivedDays: number | null = null,
): SessionRecord => ({
  ...newSessionRecord(id as never, chatKey as never, '/code', NOW - idleDays * DAY, null),
  archivedAt: archivedDays === null ? null : NOW - archivedDays * DAY,
})

export const facts = (over: Partial<CleanupFacts>): CleanupFacts => ({
  now: NOW,
  chats: [],
  sessions: [],
  busy: new Set(),
  missingDirectories: new Set(),
  withoutTranscript: new Set(),
  orphans: [],
  deadProcesses: [],
  uploads: [],
  logs: [],
  ...over,
})
