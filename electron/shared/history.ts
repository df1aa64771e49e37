import { z } from 'zod'

import { promptIdSchema, sessionIdSchema } from './ids.ts'
import { turnErrorCodeSchema } from './turn-error.ts'

/** One line of our archive: what was said and done in a session. Outlives Claude's own clean-up. */
export const historyEntrySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('prompt'),
    at: z.number(),
    id: promptIdSchema,
    from: z.string(),
    surface: z.string(),
    text: z.string(),
    attachments: z.array(z.string()).default([]),
    /** Absolute paths of the pictures among them, while they are on this machine. */
    pictures: z.array(z.string()).optional(),
  }),
  z.object({ type: z.literal('answer'), at: z.number(), id: promptIdSchema.nullable(), text: z.string() }),
  z.object({
    type: z.literal('tool'),
    at: z.number(),
    id: z.string(),
    name: z.string(),
    summary: z.string(),
    input: z.string(),
  }),
  z.object({ type: z.literal('tool result'), at: z.number(), id: z.string(), ok: z.boolean(), output: z.string() }),
  z.object({
    type: z.literal('end'),
    at: z.number(),
    id: promptIdSchema.nullable(),
    how: z.enum(['done', 'stopped', 'failed']),
    message: z.string().nullable(),
    /** Of a failed turn; entries of earlier versions lack it. */
    code: turnErrorCodeSchema.optional(),
    durationMs: z.number(),
    costUsd: z.number(),
  }),
  z.object({ type: z.literal('notice'), at: z.number(), text: z.string() }),
])
export type HistoryEntry = z.infer<typeof historyEntrySchema>

/** A page of a session's history, oldest first within the page. Positions count entries from the session's first. */
export const historyPageSchema = z.object({
  session: sessionIdSchema,
  entries: z.array(z.object({ position: z.number().int(), entry: historyEntrySchema })),
  /** Entries in all (those trimmed away included in positions, not here). */
  first: z.number().int(),
  end: z.number().int(),
})
export type HistoryPage = z.infer<typeof historyPageSchema>
