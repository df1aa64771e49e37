import { z } from 'zod'

/** What a turn failed of. The window says those that are our own words in the person's language. */
export const turnErrorCodeSchema = z.enum([
  'api', // Claude's API refused or failed after its retries
  'rate-limit', // usage limit reached; message says when it resets
  'not-logged-in',
  'model-not-found',
  'prompt-too-long',
  'no-conversation', // resume: the transcript is gone
  'empty-turn', // resume answered without doing anything
  'child-died',
  'hung',
  'spawn',
  'directory-gone',
  'claude-not-found',
  'session-held', // another live process holds the session
  'interrupted', // the app was ended while it worked
  'unknown',
])
export type TurnErrorCode = z.infer<typeof turnErrorCodeSchema>

/** How a turn failed. `at` is epoch ms. */
export const turnFailureSchema = z.object({ code: turnErrorCodeSchema, message: z.string(), at: z.number().int() })
