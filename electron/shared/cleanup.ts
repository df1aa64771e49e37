import { z } from 'zod'

export const CLEANUP_GROUPS = [
  'idle chats',
  'old sessions',
  'archived sessions',
  'missing directories',
  'orphan transcripts',
  'records without transcript',
  'dead processes',
  'temporary uploads',
  'old logs',
] as const
export const cleanupGroupSchema = z.enum(CLEANUP_GROUPS)
export type CleanupGroup = z.infer<typeof cleanupGroupSchema>

/** One thing that would go. */
export const cleanupItemSchema = z.object({
  /** Stable within a preview: group and thing. */
  id: z.string(),
  group: cleanupGroupSchema,
  title: z.string(),
  /** Milliseconds since it was used, archived or written, whichever its group counts from; missing in clean-ups of earlier versions. */
  age: z.number().nonnegative().default(0),
  /** Bytes that purging it frees. */
  size: z.number().int().nonnegative(),
  lastActivityAt: z.number().int().nullable(),
  path: z.string().nullable(),
  /** `archive` can be undone; `purge` deletes for good what was archived or is only a temporary file. */
  action: z.enum(['park', 'archive', 'purge', 'end']),
})
export type CleanupItem = z.infer<typeof cleanupItemSchema>

/** Exactly what would go, and the token by which it is applied, so that nothing goes that was not shown. */
export const cleanupPreviewSchema = z.object({
  token: z.string(),
  at: z.number().int(),
  items: z.array(cleanupItemSchema),
})
export type CleanupPreview = z.infer<typeof cleanupPreviewSchema>

/** Why a clean-up leaves a thing alone, where it is not for an error: kept in its record, and shown in English. */
export const LEFT_ALONE = {
  stopped: 'the clean-up was stopped before it',
  changed: 'it is in use or has changed since the preview',
  notShown: 'the preview did not show it',
} as const
export type LeftAlone = (typeof LEFT_ALONE)[keyof typeof LEFT_ALONE]

export const cleanupRunSchema = z.object({
  id: z.string(),
  at: z.number().int(),
  by: z.string(),
  items: z.array(cleanupItemSchema),
  /** Items that were left alone, with the reason: one of `LEFT_ALONE`, or what an error said. */
  skipped: z.array(z.object({ id: z.string(), why: z.string() })),
  freed: z.number().int().nonnegative(),
  undoable: z.boolean(),
  undoneAt: z.number().int().nullable(),
})
export type CleanupRun = z.infer<typeof cleanupRunSchema>
