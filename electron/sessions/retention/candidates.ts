import type { ChatRecord, SessionRecord } from '../../shared/chat.ts'
import type { CleanupItem } from '../../shared/cleanup.ts'
import { shortId } from '../../shared/ids.ts'
import type { Settings } from '../../shared/settings.ts'

/** A file that cleaning may remove. */
export interface FileFact {
  readonly path: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly modifiedAt: number
}

/** Everything the rules look at, gathered beforehand. */
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
  /** Uploads that no waiting prompt refers to. */
  readonly uploads: readonly FileFact[]
  readonly logs: readonly FileFact[]
}

type Retention = Settings['retention']

const HOUR = 3_600_000
const DAY = 86_400_000

/** Uploads were given to Claude when their prompt ran; a week later nobody looks for them. */
const UPLOADS_KEPT_MS = 7 * DAY

/** How long ago, in the largest whole unit: "3 days". */
export function ago(ms: number): string {
  const [n, unit] = ms >= DAY ? [ms / DAY, 'day'] : ms >= HOUR ? [ms / HOUR, 'hour'] : [ms / 60_000, 'minute']
  const whole = Math.max(1, Math.floor(n))
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`
}

const chatTitle = (chat: ChatRecord): string => chat.name ?? chat.title

const sessionTitle = (session: SessionRecord): string => session.title ?? `Session ${shortId(session.id)}`

const item = (
  group: CleanupItem['group'],
  key: string,
  rest: Omit<CleanupItem, 'id' | 'group' | 'size'> & { size?: number },
): CleanupItem => ({
  size: 0,
  ...rest,
  id: `${group}:${key}`,
  group,
})

/** Chats that nobody used for longer than the rule. They are archived and can be brought back. */
function idleChats(facts: CleanupFacts, rule: Retention): CleanupItem[] {
  const limit = rule.idleChatMs
  if (limit === null) return []
  return facts.chats
    .filter((chat) => !chat.archivedAt && !facts.busy.has(chat.key) && facts.now - chat.lastActivityAt > limit)
    .map((chat) =>
      item('idle chats', chat.key, {
        title: chatTitle(chat),
        reason: `idle for ${ago(facts.now - chat.lastActivityAt)}`,
        lastActivityAt: chat.lastActivityAt,
        path: chat.directory,
        action: 'archive',
      }),
    )
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
    .map((session) =>
      item('old sessions', session.id, {
        title: sessionTitle(session),
        reason: `last used ${ago(facts.now - session.lastActivityAt)} ago`,
        lastActivityAt: session.lastActivityAt,
        path: session.directory,
        action: 'archive',
      }),
    )
}

/** Archived sessions whose time for an undo has passed. */
function archivedSessions(facts: CleanupFacts, rule: Retention): CleanupItem[] {
  const limit = rule.purgeArchiveAfterMs
  if (limit === null) return []
  const current = new Set(facts.chats.filter((chat) => !chat.archivedAt).map((chat) => chat.currentSession))
  return facts.sessions
    .filter((session) => session.archivedAt !== null && facts.now - session.archivedAt > limit)
    .filter((session) => !current.has(session.id) && !facts.busy.has(session.chat))
    .map((session) =>
      item('archived sessions', session.id, {
        title: sessionTitle(session),
        reason: `archived ${ago(facts.now - (session.archivedAt ?? 0))} ago`,
        lastActivityAt: session.lastActivityAt,
        path: session.directory,
        action: 'purge',
      }),
    )
}

function missingDirectories(facts: CleanupFacts): CleanupItem[] {
  return facts.chats
    .filter((chat) => !chat.archivedAt && !facts.busy.has(chat.key) && facts.missingDirectories.has(chat.directory))
    .map((chat) =>
      item('missing directories', chat.key, {
        title: chatTitle(chat),
        reason: 'its working directory no longer exists',
        lastActivityAt: chat.lastActivityAt,
        path: chat.directory,
        action: 'archive',
      }),
    )
}

/** Sessions that can no longer be resumed; a fresh one may simply not be written yet, hence the grace. */
function recordsWithoutTranscript(facts: CleanupFacts, rule: Retention): CleanupItem[] {
  const grace = rule.deadSessionGraceMs ?? HOUR
  return facts.sessions
    .filter(
      (session) => !session.archivedAt && facts.withoutTranscript.has(session.id) && !facts.busy.has(session.chat),
    )
    .filter((session) => facts.now - session.lastActivityAt > grace)
    .map((session) =>
      item('records without transcript', session.id, {
        title: sessionTitle(session),
        reason: 'Claude no longer has its transcript; our history stays readable until it is purged',
        lastActivityAt: session.lastActivityAt,
        path: session.directory,
        action: 'archive',
      }),
    )
}

const orphans = (facts: CleanupFacts): CleanupItem[] =>
  facts.orphans.map((id) =>
    item('orphan transcripts', id, {
      title: `Session ${shortId(id)}`,
      reason: 'kept in our history, but no record names it',
      lastActivityAt: null,
      path: null,
      action: 'purge',
    }),
  )

const deadProcesses = (facts: CleanupFacts): CleanupItem[] =>
  facts.deadProcesses.map((process) =>
    item('dead processes', `${process.pid}:${process.startedAt}`, {
      title: `Process ${process.pid}`,
      reason: 'left by an earlier run; nobody waits for it',
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
            reason: `written ${ago(facts.now - file.modifiedAt)} ago`,
            lastActivityAt: file.modifiedAt,
            path: file.path,
            size: file.size,
            action: 'purge',
          }),
        )

/** All that the rules would clean up, with the reason for each. Pure: the preview shows exactly this. */
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
