import { z } from 'zod'

import { turnErrorCodeSchema } from './turn-error.ts'

/** Claude's API failed, and Claude Code tries again by itself: up to ten times, over minutes. */
const retryingSchema = z.object({ reason: z.string(), attempt: z.number().int(), of: z.number().int() })
export type Retrying = Readonly<z.infer<typeof retryingSchema>>

/** The reason where no answer of the API came. */
export const CONNECTION_LOST = 'connection lost'

const plainSchema = z.enum(['starting', 'thinking', 'answering', 'interrupted', 'finishing', 'done', 'stopped'])
/** Activities without values, each with its own words. */
export type PlainActivity = z.infer<typeof plainSchema>

/**
 * What a chat's status is about. The window puts it into the person's language; Telegram, the tray and notifications
 * say it in English, by `activityWords`.
 */
export const activitySchema = z.discriminatedUnion('is', [
  z.object({ is: plainSchema }),
  z.object({ is: z.literal('waiting'), count: z.number().int() }),
  z.object({ is: z.literal('silent'), minutes: z.number().int() }),
  retryingSchema.extend({ is: z.literal('retrying') }),
  /** Why a turn failed, in words as well: those of the API and of the system stand in no catalogue. */
  z.object({ is: z.literal('failed'), code: turnErrorCodeSchema, message: z.string() }),
  /** What no language changes: a tool and what it works on, what an approval asks. */
  z.object({ is: z.literal('text'), text: z.string() }),
])
export type Activity = z.infer<typeof activitySchema>

const plainWords: Record<PlainActivity, string> = {
  starting: 'starting Claude',
  thinking: 'thinking',
  answering: 'answering',
  interrupted: 'interrupted while working',
  finishing: 'finishing from before the restart',
  done: 'done',
  stopped: 'stopped',
}

/** An activity in English, as it stands after its status: `waiting for Claude (overloaded), try 2 of 10`. Pure. */
export function activityWords(activity: Activity): string {
  switch (activity.is) {
    case 'text':
      return activity.text
    case 'failed':
      return activity.message
    case 'waiting':
      return `${activity.count} waiting`
    case 'silent':
      return `no sign of life for ${activity.minutes} min`
    case 'retrying':
      return `waiting for Claude (${activity.reason}), try ${activity.attempt} of ${activity.of}`
    default:
      return plainWords[activity.is]
  }
}
