import { z } from 'zod'

const minutes = (n: number) => n * 60_000
const hours = (n: number) => n * 3_600_000
const days = (n: number) => n * 86_400_000

/** Claude's permission modes that Switchboard offers. `ask` is Claude's `default`. */
export const permissionModeSchema = z.enum(['plan', 'ask', 'acceptEdits', 'bypass'])
export type PermissionMode = z.infer<typeof permissionModeSchema>

/** A period in milliseconds, or null for "no limit". */
const period = z.number().int().positive().nullable()

/**
 * All settings with their defaults. Durations are milliseconds, sizes are in the unit that the name says.
 * `.prefault({})` on each group lets an older or partial file gain new keys without a migration.
 */
export const settingsSchema = z.looseObject({
  bot: z
    .looseObject({
      paused: z.boolean().default(false),
      apiRoot: z.url().default('https://api.telegram.org'),
      webhookUrl: z.url().nullable().default(null),
      webhookPort: z.number().int().min(0).max(65535).default(8443),
      groupsAnswerAll: z.boolean().default(false),
      /** Prompts one person may send in a minute. */
      ratePerMinute: z.number().int().positive().default(30),
    })
    .prefault({}),
  claude: z
    .looseObject({
      executable: z.string().nullable().default(null),
      model: z.string().nullable().default(null),
      mode: permissionModeSchema.default('ask'),
      allowBypass: z.boolean().default(false),
      /** Turns that may run at once over all chats. */
      maxConcurrentTurns: z.number().int().min(1).max(64).default(4),
      /** Children kept alive; null = from the machine's memory. */
      maxLiveSessions: z.number().int().min(1).max(256).nullable().default(null),
      /** A live session idle for this long is parked. */
      parkAfterMs: period.default(minutes(10)),
      /** A turn without any event for this long is stale. */
      staleAfterMs: period.default(minutes(5)),
      /** A child found running after a restart may finish its turn for this long before SIGTERM. */
      finishAfterRestartMs: z.number().int().positive().default(minutes(60)),
      continueInterrupted: z.boolean().default(false),
      /** A chat's session is compacted after this many turns; null = never. */
      autoCompactTurns: z.number().int().positive().nullable().default(20),
    })
    .prefault({}),
  directories: z
    .looseObject({
      /** Working directory of a new chat; null = the home directory. */
      initial: z.string().nullable().default(null),
      /** A chat's directory must lie under one of these; empty = the home directory. */
      roots: z.array(z.string()).default([]),
      favourites: z.array(z.string()).default([]),
    })
    .prefault({}),
  streaming: z
    .looseObject({
      mode: z.enum(['auto', 'edit', 'final']).default('auto'),
      toolCalls: z.enum(['off', 'names', 'details']).default('names'),
      facts: z.boolean().default(false),
    })
    .prefault({}),
  voice: z
    .looseObject({
      engine: z.enum(['off', 'http', 'command']).default('off'),
      url: z.url().nullable().default(null),
      model: z.string().default('whisper-1'),
      command: z.string().nullable().default(null),
      showTranscription: z.boolean().default(true),
    })
    .prefault({}),
  retention: z
    .looseObject({
      idleChatMs: period.default(hours(24)),
      archiveSessionsAfterMs: period.default(days(30)),
      purgeArchiveAfterMs: period.default(days(7)),
      deadSessionGraceMs: period.default(hours(1)),
      historyMbPerSession: z.number().positive().nullable().default(50),
      logDays: z.number().int().positive().nullable().default(14),
    })
    .prefault({}),
  notifications: z
    .looseObject({
      needsYou: z.boolean().default(true),
      failed: z.boolean().default(true),
      done: z.boolean().default(false),
      doNotDisturbUntil: z.number().int().nullable().default(null),
    })
    .prefault({}),
  approvals: z.looseObject({ expireAfterMs: period.default(null) }).prefault({}),
  appearance: z
    .looseObject({
      theme: z.enum(['system', 'light', 'dark']).default('system'),
      contrast: z.enum(['system', 'normal', 'high']).default('system'),
      density: z.enum(['comfortable', 'compact']).default('comfortable'),
      zoom: z.number().min(0.5).max(3).default(1),
      language: z.enum(['system', 'en', 'de']).default('system'),
    })
    .prefault({}),
  power: z.looseObject({ keepAwake: z.enum(['off', 'plugged-in', 'always']).default('off') }).prefault({}),
  startAtLogin: z.boolean().default(false),
  updates: z
    .looseObject({ channel: z.enum(['latest', 'beta']).default('latest'), automatic: z.boolean().default(true) })
    .prefault({}),
  budget: z.looseObject({ monthlyUsd: z.number().positive().nullable().default(null) }).prefault({}),
  /** People let in, by Telegram user id. Nobody by default. */
  people: z
    .array(
      z.looseObject({
        id: z.number().int(),
        name: z.string().default(''),
        username: z.string().nullable().default(null),
        role: z.enum(['owner', 'member']),
        since: z.number().int().default(0),
      }),
    )
    .default([]),
  onboarded: z.boolean().default(false),
  closeToTrayShown: z.boolean().default(false),
})

export type Settings = z.infer<typeof settingsSchema>
export type Person = Settings['people'][number]
export const defaultSettings = (): Settings => settingsSchema.parse({})
