import { z } from 'zod'

/** Everything that can be missing or broken, each with a name of its own. Never a silent dead bot. */
export const problemSchema = z.object({
  code: z.enum([
    'no-token',
    'token-refused', // 401
    'another-poller', // 409
    'no-network',
    'claude-not-found',
    'claude-not-logged-in',
    'directory-gone',
    'store-damaged',
    'store-unwritable',
    'secrets-unavailable',
    'secrets-basic-text',
    'bad-environment',
    'webhook-failed',
    'chat-unreachable',
    'undelivered',
  ]),
  /** One sentence naming the thing. */
  message: z.string(),
  /** One sentence saying what to do. */
  remedy: z.string(),
  /** The chat it concerns, if one. */
  chat: z.string().nullable().default(null),
  /** The id of the undelivered answer it concerns, if one. */
  answer: z.string().optional(),
  since: z.number().int(),
})
export type Problem = z.infer<typeof problemSchema>
export type ProblemCode = Problem['code']
