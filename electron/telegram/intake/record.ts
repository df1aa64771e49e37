import { z } from 'zod'

import { chatKeySchema } from '../../shared/ids.ts'
import { updateSchema } from './update.ts'

/**
 * Lines of the intake journal. `bot` goes with every id: update ids count for each bot by itself, and
 * the token may be changed to another bot's.
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
  /** Handled; known only so that Telegram's second delivery is recognised. */
  z.object({ type: z.literal('handled'), bot: z.number().int(), ids: z.array(z.number().int()) }),
  /** The message that shows an approval: after a restart it must still be told that it is over. */
  z.object({ type: z.literal('shown'), approval: z.string(), chat: chatKeySchema, messageId: z.number().int() }),
  z.object({ type: z.literal('closed'), approval: z.string() }),
])
export type IntakeRecord = z.infer<typeof intakeRecordSchema>

/** Where an approval is shown. */
export type Shown = Extract<IntakeRecord, { type: 'shown' }>

/** Where approvals are shown, over restarts. */
export interface ShownMessages {
  shownAt(id: string): Shown | undefined
  show(shown: Shown): Promise<void>
  /** All that an earlier run or this one shows. */
  allShown(): readonly Shown[]
  unshow(id: string): Promise<void>
}

/** An accepted update. */
export interface Accepted {
  readonly bot: number
  /** When we received it (epoch ms). */
  readonly at: number
  /** It goes with the message before it in its chat. */
  readonly joined?: true
  readonly update: z.infer<typeof updateSchema>
}
