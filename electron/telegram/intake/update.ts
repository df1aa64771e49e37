import { z } from 'zod'

/**
 * The parts of a Bot API update that we use. Updates are foreign input (a webhook, a newer server): they are checked here,
 * so that no other file meets a field of the wrong type. Unknown keys are dropped.
 */
const userSchema = z.object({
  id: z.number().int(),
  is_bot: z.boolean().default(false),
  first_name: z.string().default(''),
  last_name: z.string().optional(),
  username: z.string().optional(),
})
export type TgUser = z.infer<typeof userSchema>

const chatSchema = z.object({
  id: z.number().int(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  username: z.string().optional(),
})
export type TgChat = z.infer<typeof chatSchema>

const entitySchema = z.object({
  type: z.string(),
  offset: z.number().int().nonnegative(),
  length: z.number().int().nonnegative(),
  user: userSchema.optional(),
})

const fileSchema = z.object({
  file_id: z.string(),
  file_unique_id: z.string().default(''),
  file_size: z.number().nonnegative().optional(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  duration: z.number().optional(),
})

const locationSchema = z.object({ latitude: z.number(), longitude: z.number() })
const anything = z.looseObject({})

/** Whom a forwarded message is from, in the various ways in which Telegram says so. */
const originSchema = z.object({
  type: z.string().default(''),
  sender_user: userSchema.optional(),
  sender_user_name: z.string().optional(),
  sender_chat: chatSchema.optional(),
  chat: chatSchema.optional(),
})

const repliedSchema = z.object({
  message_id: z.number().int(),
  from: userSchema.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  document: fileSchema.optional(),
  forum_topic_created: anything.optional(),
})

const messageSchema = z.object({
  message_id: z.number().int(),
  date: z.number().int().default(0),
  edit_date: z.number().int().optional(),
  chat: chatSchema,
  from: userSchema.optional(),
  sender_chat: chatSchema.optional(),
  message_thread_id: z.number().int().optional(),
  is_topic_message: z.boolean().optional(),
  media_group_id: z.string().optional(),
  forward_origin: originSchema.optional(),
  /** The inline bot that wrote the text; the person only chose it. */
  via_bot: userSchema.optional(),
  reply_to_message: repliedSchema.optional(),
  quote: z.object({ text: z.string() }).optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: z.array(entitySchema).optional(),
  caption_entities: z.array(entitySchema).optional(),
  photo: z.array(fileSchema.extend({ width: z.number().default(0), height: z.number().default(0) })).optional(),
  document: fileSchema.optional(),
  voice: fileSchema.optional(),
  audio: fileSchema.optional(),
  animation: anything.optional(),
  video: anything.optional(),
  video_note: anything.optional(),
  sticker: z.object({ emoji: z.string().optional() }).optional(),
  contact: anything.optional(),
  dice: anything.optional(),
  poll: anything.optional(),
  story: anything.optional(),
  game: anything.optional(),
  checklist: anything.optional(),
  paid_media: anything.optional(),
  location: locationSchema.optional(),
  venue: z.object({ location: locationSchema, title: z.string(), address: z.string().default('') }).optional(),
  migrate_to_chat_id: z.number().int().optional(),
  migrate_from_chat_id: z.number().int().optional(),
  new_chat_title: z.string().optional(),
  forum_topic_created: z.object({ name: z.string() }).optional(),
  forum_topic_edited: z.object({ name: z.string().optional() }).optional(),
})
export type TgMessage = z.infer<typeof messageSchema>

const callbackSchema = z.object({
  id: z.string(),
  from: userSchema,
  data: z.string().optional(),
  message: messageSchema.optional(),
})
export type TgCallback = z.infer<typeof callbackSchema>

const membershipSchema = z.object({
  chat: chatSchema,
  from: userSchema,
  new_chat_member: z.object({ status: z.string() }),
})
export type TgMembership = z.infer<typeof membershipSchema>

const reactionSchema = z.object({
  chat: chatSchema,
  message_id: z.number().int(),
  user: userSchema.optional(),
  new_reaction: z.array(z.object({ type: z.string(), emoji: z.string().optional() })),
})

const stoppedSchema = z.object({
  chat: chatSchema,
  message_thread_id: z.number().int().optional(),
  draft_id: z.number(),
})

export const updateSchema = z.object({
  update_id: z.number().int().nonnegative(),
  message: messageSchema.optional(),
  edited_message: messageSchema.optional(),
  callback_query: callbackSchema.optional(),
  my_chat_member: membershipSchema.optional(),
  message_reaction: reactionSchema.optional(),
  stopped_message_generation: stoppedSchema.optional(),
})
export type TgUpdate = z.infer<typeof updateSchema>

/** The update, or null where it is of a kind that we do not know. */
export function readUpdate(raw: unknown): TgUpdate | null {
  const read = updateSchema.safeParse(raw)
  if (!read.success) return null
  const { update_id: _id, ...kinds } = read.data
  return Object.values(kinds).some((kind) => kind !== undefined) ? read.data : null
}
