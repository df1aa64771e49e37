import type { ChatRecord, SessionRecord } from '../../shared/chat.ts'
import type { CleanupItem } from '../../shared/cleanup.ts'
import { shortId } from '../../shared/ids.ts'
import type { Settings } from '../../shared/settings.ts'

/** A file that a clean-up may remove. */
export interface FileFact {
  readonly path: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly modifiedAt: number
}

/** Everything that the rules look at, gathered beforehand. */
export interface CleanupFacts {
  readonly now: number
  readonly chats: readonly ChatRecord[]
  readonly sessions: readonly SessionRecord[]
  /** Chats with a live turn, a queued prompt or a pending approval: nothing of theirs is ever touched. */
  readonly busy: ReadonlySet<string>
  readonly missingDirectories: ReadonlySet<string>
  /** Sessions whose transcript Claude no longer has. */
  readonly withoutTranscript: ReadonlySet<string>
  /** Sessions that our history holds and no record names. */
  readonly orphans: readonly string[]
  readonly deadProcesses: readonly {
    readonly pid: number
    readonly session: string | null
    readonly startedAt: number
  }[]
  /** Uploads that no prompt refers to which is not done. */
  readonly uploads: readonly FileFact[]
  readonly logs: readonly FileFact[]
}

type Retention = Settings['retention']

const DAY = 86_400_000

/** Uploads were given to Claude when their prompt ran; a week later nobody looks for them. */
const UPLOADS_KEPT_MS = 7 * DAY

type Group = CleanupItem['group']

const item = (
  group: Group,
  key: string,
  rest: Omit<CleanupItem, 'id' | 'group' | 'size' | 'age'> & { size?: number; age?: number },
) => ({
  size: 0,
  age: 0,
  ...rest,
  id: `${group}:${key}`,
  group,
})

/** A chat is only ever archived. */
const chatItem = (group: Group, chat: ChatRecord, now: number): CleanupItem =>
  item(group, chat.key, {
    title: chat.name ?? chat.title,
    age: now - chat.lastActivityAt,
    lastActivityAt: chat.lastActivityAt,
    path: chat.directory,
    action: 'archive',
  })

const sessionItem = (group: Group, session: SessionRecord, action: 'archive' | 'purge', age: number): CleanupItem =>
  item(group, session.id, {
    title: session.title ?? `Session ${shortId(session.id)}`,
    age,
    lastActivityAt: session.lastActivityAt,
    path: session.directory,
    action,
  })

/** Chats that a rule may archive: not archived yet, and nothing of theirs is under way. */
const quietChats = (facts: CleanupFacts): readonly ChatRecord[] =>
  facts.chats.filter((chat) => !chat.archivedAt && !facts.busy.has(chat.key))

/** Chats that nobody used for longer than the rule. They are archived and can be brought back. */
function idleChats(facts: CleanupFacts, rule: Retention): CleanupItem[] {
  const limit = rule.idleChatMs
  if (limit === null) return []
  return quietChats(facts)
    .filter((chat) => facts.now - chat.lastActivityAt > limit)
    .map((chat) => chatItem('idle chats', chat, facts.now))
}

/** Sessions older than the rule, but never the current one of a chat that was used within it. */
function oldSessions(facts: CleanupFacts, rule: Retention): CleanupItem[] {
  const limit = rule.archiveSessionsAfterMs
  if (limit === null) return []
  const used = new Set(
    facts.chats.filter((chat) => facts.now - chat.lastActivityAt <= limit).map((chat) => chat.currentSession),
  )
  return facts.sessions
    .filter((session) => !session.archivedAt && !used.has(session.id) && !facts.busy.has(session.chat))
    .filter((session) => facts.now - session.lastActivityAt > limit)
    .map((session) => sessionItem('old sessions', session, 'archive', facts.now - session.lastActivityAt))
}

/** Archived sessions whose time for an undo has passed. */
function archivedSessions(facts: CleanupFacts, rule: Retention): CleanupItem[] {
  const limit = rule.purgeArchiveAfterMs
  if (limit === null) return []
  const current = new Set(facts.chats.filter((chat) => !chat.archivedAt).map((chat) => chat.currentSession))
  return facts.sessions.flatMap((session) => {
    if (session.archivedAt === null || current.has(session.id) || facts.busy.has(session.chat)) return []
    const since = facts.now - session.archivedAt
    return since > limit ? [sessionItem('archived sessions', session, 'purge', since)] : []
  })
}

const missingDirectories = (facts: CleanupFacts): CleanupItem[] =>
  quietChats(facts)
    .filter((chat) => facts.missingDirectories.has(chat.directory))
    .map((chat) => chatItem('missing directories', chat, facts.now))

/** Sessions that can no longer be resumed; a fresh one may simply not be written yet, hence the grace. */
function recordsWithoutTranscript(facts: CleanupFacts, rule: Retention): CleanupItem[] {
  const grace = rule.deadSessionGraceMs
  if (grace === null) return []
  return facts.sessions
    .filter(({ id, archivedAt, chat }) => !archivedAt && facts.withoutTranscript.has(id) && !facts.busy.has(chat))
    .filter((session) => facts.now - session.lastActivityAt > grace)
    .map((session) => sessionItem('records without transcript', session, 'archive', facts.now - session.lastActivityAt))
}

const orphans = (facts: CleanupFacts): CleanupItem[] =>
  facts.orphans.map((id) =>
    item('orphan transcripts', id, {
      title: `Session ${shortId(id)}`,
      lastActivityAt: null,
      path: null,
      action: 'purge',
    }),
  )

const deadProcesses = (facts: CleanupFacts): CleanupItem[] =>
  facts.deadProcesses.map((process) =>
    item('dead processes', `${process.pid}:${process.startedAt}`, {
      title: `Process ${process.pid}`,
      age: facts.now - process.startedAt,
      lastActivityAt: process.startedAt,
      path: null,
      action: 'end',
    }),
  )

const files = (
  facts: CleanupFacts,
  group: 'temporary uploads' | 'old logs',
  list: readonly FileFact[],
  limit: number | null,
): CleanupItem[] =>
  limit === null
    ? []
    : list
        .filter((file) => facts.now - file.modifiedAt > limit)
        .map((file) =>
          item(group, file.path, {
            title: file.name,
            age: facts.now - file.modifiedAt,
            lastActivityAt: file.modifiedAt,
            path: file.path,
            size: file.size,
            action: 'purge',
          }),
        )

/** All that the rules would clean up, with how old each is. Pure: the preview shows exactly this. */
export function cleanupCandidates(facts: CleanupFacts, rule: Retention): CleanupItem[] {
  return [
    ...idleChats(facts, rule),
    ...oldSessions(facts, rule),
    ...archivedSessions(facts, rule),
    ...missingDirectories(facts),
    ...orphans(facts),
    ...recordsWithoutTranscript(facts, rule),
    ...deadProcesses(facts),
    ...files(facts, 'temporary uploads', facts.uploads, UPLOADS_KEPT_MS),
    ...files(facts, 'old logs', facts.logs, rule.logDays === null ? null : rule.logDays * DAY),
  ]
}
