import { addTokens, NO_TOKENS } from '../shared/chat.ts'
import type { SessionRecord } from '../shared/chat.ts'
import type { ChatKey, PromptId, SessionId } from '../shared/ids.ts'
import type { TurnFacts } from '../shared/turn-events.ts'
import type { Core } from './core.ts'
import { renewsContext } from './housekeeping.ts'

/** Changes one session's record. Records are immutable values: a changed copy replaces the old one. */
export function changeSession(
  core: Core,
  id: SessionId,
  change: (record: SessionRecord) => Partial<SessionRecord>,
): void {
  const record = core.store.data.sessions[id]
  if (!record) return
  core.store.update((data) => {
    data.sessions[id] = { ...record, ...change(record) }
  })
}

/**
 * Claude has named the session: it becomes the chat's current one. It is written to disk at once, not after the answer:
 * a crash in the first turn would lose the session, and with it the whole turn.
 */
export function nameSession(core: Core, key: ChatKey, id: SessionId): void {
  const chat = core.chat(key)
  if (!chat || (chat.currentSession === id && core.store.data.sessions[id])) return
  const now = core.clock.now()
  core.store.update((data) => {
    data.sessions[id] ??= newSessionRecord(id, key, chat.directory, now, chat.currentSession)
  })
  core.changeChat(key, { currentSession: id, forkNext: false })
  core.runtime(key).naming = core.store
    .flush()
    .catch((error: unknown) => core.log.error('sessions.name-not-saved', { session: id, error }))
}

export const newSessionRecord = (
  id: SessionId,
  chat: ChatKey,
  directory: string,
  now: number,
  parent: SessionId | null,
): SessionRecord => ({
  id,
  chat,
  directory,
  title: null,
  model: null,
  createdAt: now,
  lastActivityAt: now,
  turns: 0,
  costUsd: 0,
  tokens: NO_TOKENS,
  contextUsed: null,
  contextWindow: null,
  parent,
  lastPrompt: null,
  archivedAt: null,
  gone: null,
})

/** Adds a finished turn to its session's tally. */
export function tally(
  core: Core,
  id: SessionId,
  prompt: { id: PromptId; text: string } | null,
  facts: TurnFacts | null,
): void {
  changeSession(core, id, (record) => ({
    lastActivityAt: core.clock.now(),
    // Whoever goes on with an archived session wants to keep it: its purge would take what was said just now.
    archivedAt: null,
    turns: record.turns + (renewsContext(prompt?.text) ? 0 : 1),
    title: record.title ?? (renewsContext(prompt?.text) ? null : titleFrom(prompt?.text)),
    lastPrompt: prompt?.id ?? record.lastPrompt,
    ...(facts && {
      model: facts.model ?? record.model,
      costUsd: Math.max(record.costUsd, facts.totalCostUsd),
      tokens: addTokens(record.tokens, facts.tokens),
      contextUsed: facts.contextUsed ?? record.contextUsed,
      contextWindow: facts.contextWindow ?? record.contextWindow,
    }),
  }))
}

/** A session's title is the first line of its first prompt, until somebody names it. */
function titleFrom(text: string | undefined): string | null {
  const line = text?.trim().split('\n')[0]?.trim()
  return line ? line.slice(0, 80) : null
}
