import { z } from 'zod'

import { chatKeySchema } from '../../shared/ids.ts'
import { updateSchema } from './update.ts'

/**
 * Lines of the intake's journal. Every id comes with its `bot`: each bot counts its own update ids, and the token may be
 * replaced by another bot's.
 */
export const intakeRecordSchema = z.discriminatedUnion('type', [
  /** Accepted; must be handled. */
  z.object({
    type: z.literal('update'),
    bot: z.number().int(),
    at: z.number(),
    /** It goes with the message before it in its chat: they came in the same batch. */
    joined: z.literal(true).optional(),
    update: updateSchema,
  }),
  /**
   * Messages that become one prompt. Written before the prompt is submitted: after a kill the same
   * messages make the same prompt, whose id is that of the first.
   */
  z.object({ type: z.literal('group'), bot: z.number().int(), ids: z.array(z.number().int()) }),
  /** Handled; kept only to recognise a second delivery. */
  z.object({ type: z.literal('handled'), bot: z.number().int(), ids: z.array(z.number().int()) }),
  /** The message that shows an approval: even after a restart it must be edited to say that the approval is over. */
  z.object({ type: z.literal('shown'), approval: z.string(), chat: chatKeySchema, messageId: z.number().int() }),
  z.object({ type: z.literal('closed'), approval: z.string() }),
])
export type IntakeRecord = z.infer<typeof intakeRecordSchema>

/** Where an approval is shown. */
export type Shown = Extract<IntakeRecord, { type: 'shown' }>

/** An accepted update. */
export interface Accepted {
  readonly bot: number
  /** When we received it (epoch ms). */
  readonly at: number
  /** It goes with the message before it in its chat. */
  readonly joined?: true
  readonly update: z.infer<typeof updateSchema>
}
