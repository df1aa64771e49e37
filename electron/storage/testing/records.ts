import { chatRecordSchema, sessionRecordSchema } from '../../shared/chat.ts'
import type { ChatRecord, SessionRecord } from '../../shared/chat.ts'
import type { HistoryEntry } from '../../shared/history.ts'
import { sessionIdSchema } from '../../shared/ids.ts'
import type { SessionId } from '../../shared/ids.ts'

/** The id of the n-th session. */
export const sessionId = (n: number): SessionId =>
  sessionIdSchema.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)

/** A chat as Telegram opens one. */
export const chatRecord = (n: number): ChatRecord =>
  chatRecordSchema.parse({
    key: `telegram:${n}`,
    kind: 'private',
    title: `Ada Lovelace ${n}`,
    username: `ada${n}`,
    directory: `/home/ada/projects/engine-${n}`,
    currentSession: sessionId(n),
    openedBy: n,
    createdAt: 1_700_000_000_000 + n,
    lastActivityAt: 1_700_000_500_000 + n,
  })

/** A session that has been used. */
export const sessionRecord = (n: number): SessionRecord =>
  sessionRecordSchema.parse({
    id: sessionId(n),
    chat: `telegram:${n}`,
    directory: `/home/ada/projects/engine-${n}`,
    title: `Make the analytical engine compute Bernoulli number ${n}`,
    model: 'claude-sonnet-4-5',
    createdAt: 1_700_000_000_000 + n,
    lastActivityAt: 1_700_000_500_000 + n,
    turns: 12,
    costUsd: 0.4321,
    tokens: { input: 1200, output: 3400, cacheRead: 120_000, cacheWrite: 9_000 },
    contextUsed: 48_000,
    contextWindow: 200_000,
  })

/** The n-th entry of a history. */
export const toolResult = (n: number, output: string): HistoryEntry => ({
  type: 'tool result',
  at: 1_700_000_000_000 + n,
  id: `toolu_${n}`,
  ok: true,
  output,
})
