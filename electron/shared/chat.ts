import { z } from 'zod'

import { chatKeySchema, promptIdSchema, sessionIdSchema } from './ids.ts'
import { permissionModeSchema } from './settings.ts'
import { turnFailureSchema } from './turn-error.ts'

/** What one chat prefers to the settings; a missing key means "as in the settings". */
export const chatPreferencesSchema = z.looseObject({
  model: z.string().optional(),
  mode: permissionModeSchema.optional(),
  autoCompactTurns: z.number().int().positive().nullable().optional(),
  showTranscription: z.boolean().optional(),
  toolCalls: z.enum(['off', 'names', 'details']).optional(),
  streaming: z.enum(['auto', 'edit', 'final']).optional(),
  facts: z.boolean().optional(),
  notifications: z.enum(['all', 'needs-you', 'off']).optional(),
})
export type ChatPreferences = z.infer<typeof chatPreferencesSchema>

/** A chat as `sessions.json` keeps it. Its status is never stored: it is computed. */
export const chatRecordSchema = z.looseObject({
  key: chatKeySchema,
  kind: z.enum(['private', 'group', 'topic', 'local']),
  /** What Telegram calls it: a person's name, a group's title, a topic's name. */
  title: z.string(),
  /** What a person renamed it to. */
  name: z.string().nullable().default(null),
  username: z.string().nullable().default(null),
  directory: z.string(),
  currentSession: sessionIdSchema.nullable().default(null),
  /** The next prompt goes to a copy of the current session, which itself stays as it is. */
  forkNext: z.boolean().default(false),
  preferences: chatPreferencesSchema.default({}),
  /** Telegram user id of the person who opened the line; null for a local chat. */
  openedBy: z.number().int().nullable().default(null),
  createdAt: z.number().int(),
  lastActivityAt: z.number().int(),
  /** A finished turn that nobody has looked at yet. */
  unread: z.boolean().default(false),
  /** How the last turn failed, until somebody has looked. A code of a later version is no reason to lose the chat. */
  failed: turnFailureSchema.nullable().default(null).catch(null),
  /** How the last answer begins, in one line; null where there is none to show. */
  lastAnswer: z.string().nullable().default(null),
  archivedAt: z.number().int().nullable().default(null),
  /** Why the surface cannot be reached (bot blocked or removed), if so. */
  unreachable: z.string().nullable().default(null),
})
export type ChatRecord = z.infer<typeof chatRecordSchema>

/** Tokens of one or more turns. */
export const tokensSchema = z.looseObject({
  input: z.number().nonnegative().default(0),
  output: z.number().nonnegative().default(0),
  cacheRead: z.number().nonnegative().default(0),
  cacheWrite: z.number().nonnegative().default(0),
})
export type Tokens = z.infer<typeof tokensSchema>

export const NO_TOKENS: Tokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }

/** Both together. Pure. */
export const addTokens = (a: Tokens, b: Tokens): Tokens => ({
  input: a.input + b.input,
  output: a.output + b.output,
  cacheRead: a.cacheRead + b.cacheRead,
  cacheWrite: a.cacheWrite + b.cacheWrite,
})

/** A session as `sessions.json` keeps it. */
export const sessionRecordSchema = z.looseObject({
  id: sessionIdSchema,
  chat: chatKeySchema,
  directory: z.string(),
  title: z.string().nullable().default(null),
  model: z.string().nullable().default(null),
  createdAt: z.number().int(),
  lastActivityAt: z.number().int(),
  /** Turns since it began, or since the last compaction. */
  turns: z.number().int().nonnegative().default(0),
  /** USD. Claude reports a running total for each session; resume continues it. */
  costUsd: z.number().nonnegative().default(0),
  tokens: tokensSchema.prefault({}),
  /** Tokens in the context window after the last turn, and the window's size; null until known. */
  contextUsed: z.number().nonnegative().nullable().default(null),
  contextWindow: z.number().positive().nullable().default(null),
  /** The session that it is a copy of, or that the chat had before it. */
  parent: sessionIdSchema.nullable().default(null),
  lastPrompt: promptIdSchema.nullable().default(null),
  archivedAt: z.number().int().nullable().default(null),
  /** Why it can no longer be resumed, if so. */
  gone: z.string().nullable().default(null),
})
export type SessionRecord = z.infer<typeof sessionRecordSchema>
