import { z } from 'zod'

import { appStateSchema, statePatchSchema } from './app-state.ts'
import { approvalAnswerSchema } from './approval.ts'
import { chatPreferencesSchema, sessionRecordSchema } from './chat.ts'
import { cleanupPreviewSchema, cleanupRunSchema } from './cleanup.ts'
import { demoMarkSchema } from './demo-mark.ts'
import { historyEntrySchema, historyPageSchema } from './history.ts'
import { chatKeySchema, promptIdSchema, sessionIdSchema } from './ids.ts'
import { settingsSchema } from './settings.ts'

/**
 * The whole contract between main and renderer. One object; from it come the registrar in main
 * (which checks sender, input and output), the preload's list of names, and the renderer's client.
 * To add a call: add an entry here, and a handler in `desktop/handlers`. The compiler finds the rest.
 */
const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output })
const nothing = z.void()
const chat = z.object({ chat: chatKeySchema })

export const calls = {
  'state.get': call(nothing, appStateSchema),
  /** The window tells whether it is seen; while it is not, nothing is sent to it. */
  'state.watch': call(z.object({ visible: z.boolean() }), nothing),

  'chats.new': call(z.object({ directory: z.string().nullable(), name: z.string().nullable() }), chatKeySchema),
  'chats.say': call(z.object({ chat: chatKeySchema, text: z.string(), files: z.array(z.string()) }), nothing),
  /** Keeps something pasted that has no file (base64), so that it can go along with a prompt; its path. */
  'chats.keepPasted': call(z.object({ name: z.string(), data: z.base64().max(30_000_000) }), z.string()),
  'chats.stop': call(chat, nothing),
  'chats.newSession': call(chat, nothing),
  'chats.setDirectory': call(z.object({ chat: chatKeySchema, directory: z.string() }), z.string()),
  /** What of the chat's directory has Claude run commands without asking; see `sessions/project-settings.ts`. */
  'chats.filesWithCommands': call(chat, z.array(z.string())),
  /** The native folder picker; null where it was closed. */
  'chats.pickDirectory': call(z.object({ chat: chatKeySchema.nullable() }), z.string().nullable()),
  'chats.setPreferences': call(z.object({ chat: chatKeySchema, change: chatPreferencesSchema }), nothing),
  'chats.rename': call(z.object({ chat: chatKeySchema, name: z.string().nullable() }), nothing),
  'chats.markRead': call(chat, nothing),
  'chats.archive': call(z.object({ chats: z.array(chatKeySchema) }), nothing),
  'chats.unarchive': call(z.object({ chats: z.array(chatKeySchema) }), nothing),
  'chats.fork': call(chat, nothing),
  'chats.park': call(chat, nothing),
  'chats.endProcess': call(chat, nothing),
  'chats.retry': call(chat, nothing),
  'chats.export': call(
    z.object({ chat: chatKeySchema, format: z.enum(['markdown', 'json', 'html']) }),
    z.string().nullable(),
  ),
  'chats.open': call(
    z.object({ chat: chatKeySchema, where: z.enum(['folder', 'terminal', 'editor', 'telegram']) }),
    nothing,
  ),

  'queue.edit': call(z.object({ prompt: promptIdSchema, text: z.string() }), nothing),
  'queue.drop': call(z.object({ prompt: promptIdSchema }), nothing),
  'queue.move': call(z.object({ prompt: promptIdSchema, to: z.number().int() }), nothing),

  /** A waiting prompt's whole text: rows carry its beginning. */
  'queue.text': call(z.object({ chat: chatKeySchema, prompt: promptIdSchema }), z.string()),

  /** Answers "interrupted while working". */
  'queue.resolve': call(
    z.object({ prompt: promptIdSchema, action: z.enum(['continue', 'ask again', 'drop']) }),
    nothing,
  ),

  /** An answer that could not be delivered for a day is tried again, or given up for good. */
  'answers.redeliver': call(z.object({ id: z.string() }), nothing),
  'answers.discard': call(z.object({ id: z.string() }), nothing),

  'approvals.answer': call(z.object({ id: z.string(), answer: approvalAnswerSchema }), nothing),

  'sessions.of': call(chat, z.array(sessionRecordSchema.extend({ size: z.number() }))),
  'sessions.resume': call(z.object({ chat: chatKeySchema, session: sessionIdSchema }), nothing),
  /** Claude Code sessions on this machine that no chat has. */
  'sessions.found': call(
    nothing,
    z.array(
      z.object({
        id: sessionIdSchema,
        directory: z.string(),
        title: z.string().nullable(),
        size: z.number(),
        lastActivityAt: z.number(),
        heldBy: z.string().nullable(),
      }),
    ),
  ),
  'sessions.adopt': call(z.object({ session: sessionIdSchema, chat: chatKeySchema.nullable() }), chatKeySchema),

  'history.page': call(
    z.object({
      session: sessionIdSchema,
      before: z.number().int().optional(),
      after: z.number().int().optional(),
      limit: z.number().int().min(1).max(500),
    }),
    historyPageSchema,
  ),
  /** Ends the search that runs, which then fails as "superseded"; with an empty text that is all it does. */
  'history.search': call(
    z.object({ text: z.string(), limit: z.number().int().max(200) }),
    z.array(
      z.object({
        session: sessionIdSchema,
        chat: chatKeySchema.nullable(),
        position: z.number().int(),
        entry: historyEntrySchema,
      }),
    ),
  ),
  /** A picture that went along with the prompt at a position, as a `data:` address; null where it is gone. */
  'history.picture': call(
    z.object({ session: sessionIdSchema, position: z.number().int(), index: z.number().int().nonnegative() }),
    z.string().nullable(),
  ),
  /** Begins (or ends, with null) the live tail of one chat: `tail` events follow. */
  'history.tail': call(z.object({ chat: chatKeySchema.nullable() }), nothing),

  'cleanup.preview': call(z.object({ groups: z.array(z.string()).nullable() }), cleanupPreviewSchema),
  'cleanup.apply': call(z.object({ token: z.string(), items: z.array(z.string()) }), cleanupRunSchema),
  'cleanup.cancel': call(nothing, nothing),
  'cleanup.undo': call(z.object({ run: z.string() }), nothing),
  'cleanup.history': call(nothing, z.array(cleanupRunSchema)),

  'usage.get': call(
    z.object({ days: z.number().int().min(1).max(366) }),
    z.object({
      days: z.array(
        z.object({
          day: z.string(),
          turns: z.number(),
          costUsd: z.number(),
          input: z.number(),
          output: z.number(),
          cacheRead: z.number(),
          cacheWrite: z.number(),
          durationMs: z.number(),
        }),
      ),
      chats: z.array(
        z.object({ chat: z.string(), title: z.string(), turns: z.number(), costUsd: z.number(), tokens: z.number() }),
      ),
      models: z.array(z.object({ model: z.string(), turns: z.number(), costUsd: z.number(), tokens: z.number() })),
      monthCostUsd: z.number(),
      budgetUsd: z.number().nullable(),
      responseMs: z.object({ p50: z.number(), p95: z.number() }).nullable(),
    }),
  ),

  'logs.page': call(
    z.object({ limit: z.number().int().max(2000) }),
    z.array(
      z.object({
        at: z.number(),
        level: z.enum(['debug', 'info', 'warn', 'error']),
        scope: z.string(),
        message: z.string(),
        fields: z.record(z.string(), z.unknown()).optional(),
      }),
    ),
  ),
  /** Writes a redacted bundle; the path, or null where the dialog was closed. */
  'logs.diagnostics': call(nothing, z.string().nullable()),
  'logs.openFolder': call(nothing, nothing),

  'settings.get': call(
    nothing,
    z.object({
      settings: settingsSchema,
      /** Dotted setting → the variable that overrides it. */
      overridden: z.record(z.string(), z.string()),
      secrets: z.object({ token: z.boolean(), voiceKey: z.boolean(), backend: z.string(), available: z.boolean() }),
    }),
  ),
  /** One setting by dotted path; validated by the schema, and the reason is named where it does not fit. */
  'settings.set': call(z.object({ path: z.string(), value: z.unknown() }), nothing),
  'settings.reset': call(z.object({ path: z.string() }), nothing),
  'settings.setSecret': call(
    z.object({ name: z.enum(['token', 'voiceKey']), value: z.string().nullable(), allowPlain: z.boolean().optional() }),
    nothing,
  ),

  /** Asks Telegram whose token this is, without keeping it. */
  'bot.check': call(z.object({ token: z.string() }), z.object({ username: z.string(), name: z.string() })),
  'bot.pause': call(z.object({ paused: z.boolean() }), nothing),
  'bot.letIn': call(z.object({ code: z.string(), role: z.enum(['owner', 'member', 'no']) }), nothing),
  'bot.removePerson': call(z.object({ id: z.number().int() }), nothing),

  'claude.look': call(
    nothing,
    z.object({
      path: z.string().nullable(),
      version: z.string().nullable(),
      loggedIn: z.boolean().nullable(),
      message: z.string().nullable(),
    }),
  ),

  'demo.start': call(nothing, nothing),
  'demo.stop': call(nothing, nothing),
  /** The demo's own small chat: what the simulated person sees and writes. */
  'demo.messages': call(
    nothing,
    z.array(
      z.object({
        id: z.number().int(),
        from: z.enum(['you', 'bot']),
        text: z.string(),
        marks: z.array(demoMarkSchema),
        buttons: z.array(z.array(z.object({ text: z.string(), data: z.string() }))),
        at: z.number(),
      }),
    ),
  ),
  'demo.say': call(z.object({ text: z.string() }), nothing),
  'demo.press': call(z.object({ message: z.number().int(), data: z.string() }), nothing),

  'app.openExternal': call(z.object({ url: z.url() }), nothing),
  'app.copy': call(z.object({ text: z.string().max(1_000_000) }), nothing),
  'app.backup': call(nothing, z.string().nullable()),
  'app.restore': call(nothing, z.string().nullable()),
  'app.checkUpdates': call(nothing, z.string()),
  'app.quit': call(nothing, nothing),
} as const

export const events = {
  patch: statePatchSchema,
  /** Live tail of the chat that is open: entries, and the text of the running turn so far. */
  tail: z.object({
    chat: chatKeySchema,
    entries: z.array(z.object({ position: z.number().int(), entry: historyEntrySchema })),
    running: z.string().nullable(),
  }),
  /** The demo's chat pane has changed. */
  demo: z.object({}),
  /** Go to a place: a tray or notification click. */
  open: z.object({
    screen: z.enum(['chats', 'approvals', 'cleanup', 'usage', 'logs', 'settings', 'onboarding']),
    chat: chatKeySchema.nullable(),
  }),
  log: z.object({
    at: z.number(),
    level: z.enum(['debug', 'info', 'warn', 'error']),
    scope: z.string(),
    message: z.string(),
    fields: z.record(z.string(), z.unknown()).optional(),
  }),
} as const

export type CallName = keyof typeof calls
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>
export type EventName = keyof typeof events
export type EventData<N extends EventName> = z.output<(typeof events)[N]>

/** What crosses: never an exception, never a stack trace. */
export type CallReply<N extends CallName> =
  | { ok: true; value: CallOutput<N> }
  | { ok: false; code: string; message: string }

/** What the preload puts on `window.switchboard`. */
export interface Bridge {
  invoke<N extends CallName>(name: N, input: CallInput<N>): Promise<CallReply<N>>
  /** Returns a function that unsubscribes. */
  on<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void
  /** The path behind a dropped or pasted file. */
  pathOf(file: unknown): string
}

/** All channels carry this prefix; anything else is refused. */
export const CHANNEL_PREFIX = 'switchboard:'
