import { z } from 'zod'

import { chatKeySchema, promptIdSchema } from './ids.ts'

/** Who did something, and where. `userId` is Telegram's; the desktop has none. */
export const actorSchema = z.object({
  surface: z.enum(['telegram', 'dashboard', 'tray', 'notification', 'ctl', 'switchboard']),
  userId: z.number().int().optional(),
  name: z.string().optional(),
})
export type Actor = z.infer<typeof actorSchema>

/** A file that goes with a prompt. `path` is absolute, and we may read it. */
export const attachmentSchema = z.object({
  kind: z.enum(['image', 'pdf', 'text', 'file']),
  path: z.string(),
  name: z.string(),
  mime: z.string(),
  /** Bytes. */
  size: z.number().int().nonnegative(),
})
export type Attachment = z.infer<typeof attachmentSchema>

/** What a person asks Claude to do. Durable from the moment it is accepted. */
export const promptSchema = z.object({
  id: promptIdSchema,
  chat: chatKeySchema,
  text: z.string(),
  attachments: z.array(attachmentSchema).default([]),
  actor: actorSchema,
  /** When the person sent it (epoch ms), not when we received it. */
  sentAt: z.number().int(),
  acceptedAt: z.number().int(),
  /** Ids of the Telegram messages that it was made from: for edits, replies and reactions. */
  messageIds: z.array(z.number().int()).default([]),
  /** Where several messages were joined: the text of each, so that editing one changes only its part. */
  parts: z.array(z.object({ messageId: z.number().int(), text: z.string() })).optional(),
})
export type Prompt = z.infer<typeof promptSchema>
