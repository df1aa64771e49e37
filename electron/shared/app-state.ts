import { z } from 'zod'

import { activitySchema } from './activity.ts'
import { approvalSchema } from './approval.ts'
import { chatPreferencesSchema, tokensSchema } from './chat.ts'
import { chatKeySchema, promptIdSchema, sessionIdSchema } from './ids.ts'
import { problemSchema } from './problems.ts'
import { statusSchema } from './status.ts'

/** The bot's state, for the header and the tray. */
export const botStateSchema = z.object({
  phase: z.enum([
    'no token',
    'connecting',
    'polling',
    'webhook',
    'paused',
    'offline',
    'another poller',
    'token refused',
  ]),
  username: z.string().nullable(),
  /** Why it is offline, in words. */
  reason: z.string().nullable(),
  since: z.number().int(),
  /** When it tries again (epoch ms). */
  retryAt: z.number().int().nullable(),
})
export type BotState = z.infer<typeof botStateSchema>

/** Claude Code on this machine. */
export const claudeStateSchema = z.object({
  phase: z.enum(['looking', 'ready', 'not found', 'not logged in']),
  path: z.string().nullable(),
  version: z.string().nullable(),
  source: z.enum(['setting', 'environment', 'path', 'sdk']).nullable(),
})
export type ClaudeState = z.infer<typeof claudeStateSchema>

export const processViewSchema = z.object({
  pid: z.number().int(),
  name: z.string(),
  /** Bytes, resident. */
  memory: z.number(),
  /** Percent of one core. */
  cpu: z.number(),
  startedAt: z.number().int(),
})
export type ProcessView = z.infer<typeof processViewSchema>

export const queuedPromptSchema = z.object({
  id: promptIdSchema,
  text: z.string(),
  attachments: z.number().int(),
  from: z.string(),
  acceptedAt: z.number().int(),
})
export type QueuedPrompt = z.infer<typeof queuedPromptSchema>

/** What a chat asks its person, besides approvals: its turn was cut off by a restart, or another process holds its session. */
export const chatQuestionSchema = z.object({
  why: z.enum(['interrupted', 'held']),
  prompt: promptIdSchema,
  /** The beginning of the prompt in question. */
  text: z.string(),
})
export type ChatQuestion = z.infer<typeof chatQuestionSchema>

/** One row of "Chats": computed, never stored. */
export const chatViewSchema = z.object({
  key: chatKeySchema,
  kind: z.enum(['private', 'group', 'topic', 'local']),
  title: z.string(),
  username: z.string().nullable(),
  status: statusSchema,
  /** What the status is about: current tool, reason of failure, what it waits for. */
  activity: activitySchema.nullable(),
  /** Since when that status holds (epoch ms). */
  since: z.number().int(),
  archived: z.boolean(),
  directory: z.string(),
  directoryExists: z.boolean(),
  session: sessionIdSchema.nullable(),
  live: z.boolean(),
  model: z.string().nullable(),
  mode: z.string(),
  preferences: chatPreferencesSchema,
  queue: z.array(queuedPromptSchema),
  question: chatQuestionSchema.nullable(),
  turns: z.number().int(),
  costUsd: z.number(),
  costTodayUsd: z.number(),
  tokensToday: tokensSchema,
  contextUsed: z.number().nullable(),
  contextWindow: z.number().nullable(),
  lastActivityAt: z.number().int(),
  /** How the last answer begins, in one line. */
  lastAnswer: z.string().nullable(),
  unreachable: z.string().nullable(),
  processes: z.array(processViewSchema),
})
export type ChatView = z.infer<typeof chatViewSchema>

/** Somebody who asked to be let in. */
export const pairingViewSchema = z.object({
  code: z.string(),
  userId: z.number().int(),
  name: z.string(),
  username: z.string().nullable(),
  askedAt: z.number().int(),
  expiresAt: z.number().int(),
})
export type PairingView = z.infer<typeof pairingViewSchema>

/** Everything the window shows, except what is fetched page by page. Main owns it; the renderer mirrors it. */
export const appStateSchema = z.object({
  /** Grows by one with each patch; a gap means: ask for a new snapshot. */
  rev: z.number().int(),
  version: z.string(),
  platform: z.string(),
  home: z.string(),
  demo: z.boolean(),
  bot: botStateSchema,
  claude: claudeStateSchema,
  live: z.number().int(),
  parked: z.number().int(),
  chats: z.record(z.string(), chatViewSchema),
  approvals: z.record(z.string(), approvalSchema),
  pairings: z.array(pairingViewSchema),
  problems: z.array(problemSchema),
  onboarded: z.boolean(),
  theme: z.enum(['light', 'dark']),
  /** Appearance settings that the shell needs before the settings are fetched. */
  appearance: z.object({
    theme: z.enum(['system', 'light', 'dark']),
    contrast: z.enum(['system', 'normal', 'high']),
    density: z.enum(['comfortable', 'compact']),
    language: z.enum(['en', 'de']),
    zoom: z.number(),
  }),
})
export type AppState = z.infer<typeof appStateSchema>

/** A change of the state: top-level values replaced, chats and approvals put or removed by key. */
export const statePatchSchema = z.object({
  rev: z.number().int(),
  set: appStateSchema.omit({ rev: true, chats: true, approvals: true }).partial().optional(),
  chats: z.record(z.string(), chatViewSchema.nullable()).optional(),
  approvals: z.record(z.string(), approvalSchema.nullable()).optional(),
})
export type StatePatch = z.infer<typeof statePatchSchema>

/** Applies a patch; null where a revision is missing between the two (ask for a snapshot). Pure. */
export function applyPatch(state: AppState, patch: StatePatch): AppState | null {
  if (patch.rev !== state.rev + 1) return null
  return {
    ...state,
    ...patch.set,
    rev: patch.rev,
    chats: mergeByKey(state.chats, patch.chats),
    approvals: mergeByKey(state.approvals, patch.approvals),
  }
}

function mergeByKey<T>(current: Record<string, T>, changes: Record<string, T | null> | undefined): Record<string, T> {
  if (!changes) return current
  const next = { ...current }
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete next[key]
    else next[key] = value
  }
  return next
}
