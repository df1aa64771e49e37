import { z } from 'zod'

/**
 * Everything that can be missing or broken, each with a name of its own, so that the bot never dies silently. The window
 * says what happened and what to do, in the person's language (`problems` in its catalogues).
 */
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
    'chat-unreachable',
    'undelivered',
  ]),
  /** What it is about, as the sentence names it: a path, a variable, a chat's title. */
  subject: z.string().nullable(),
  /** What is said of it: a reason, or the words of an error. */
  detail: z.string().nullable(),
  /** The chat it concerns, if one. */
  chat: z.string().nullable().default(null),
  /** The id of the undelivered answer it concerns, if one. */
  answer: z.string().optional(),
  since: z.number().int(),
})
export type Problem = z.infer<typeof problemSchema>
export type ProblemCode = Problem['code']
