import { z } from 'zod'

import { chatKeySchema, promptIdSchema } from './ids.ts'
import { actorSchema } from './prompt.ts'

/** One question of Claude's AskUserQuestion tool. */
export const questionSchema = z.object({
  question: z.string(),
  header: z.string().default(''),
  multiSelect: z.boolean().default(false),
  options: z.array(z.object({ label: z.string(), description: z.string().default('') })),
})
export type Question = z.infer<typeof questionSchema>

/**
 * A permission request, a question or a plan that waits for a person. Bound to its request, its chat
 * and its turn: it dies with the turn, and its `id` is never used again (promise 3).
 */
export const approvalSchema = z.object({
  /** Random, short enough for Telegram's 64-byte callback data. */
  id: z.string().regex(/^[A-Za-z0-9_-]{8,16}$/),
  chat: chatKeySchema,
  prompt: promptIdSchema,
  kind: z.enum(['permission', 'question', 'plan']),
  tool: z.string(),
  /** One line: `Bash: rm -rf build`. */
  title: z.string(),
  /** The full command, diff, plan or input, as Markdown. */
  detail: z.string(),
  /** What "Allow for session" would allow, in Claude's rule syntax; null where it is not offered. */
  rule: z.string().nullable(),
  questions: z.array(questionSchema).default([]),
  askedAt: z.number().int(),
  expiresAt: z.number().int().nullable(),
})
export type Approval = z.infer<typeof approvalSchema>

/** A person's answer. */
export const approvalAnswerSchema = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('allow once') }),
  z.object({ decision: z.literal('allow for session') }),
  z.object({ decision: z.literal('deny'), reason: z.string().max(4000).optional() }),
  /** By question text: the chosen labels, or free text. */
  z.object({ decision: z.literal('answer'), answers: z.record(z.string(), z.string()) }),
])
export type ApprovalAnswer = z.infer<typeof approvalAnswerSchema>

/** How an approval ended. The first answer wins everywhere. */
export const approvalOutcomeSchema = z.discriminatedUnion('how', [
  z.object({ how: z.literal('answered'), answer: approvalAnswerSchema, by: actorSchema, at: z.number().int() }),
  z.object({ how: z.literal('expired'), at: z.number().int() }),
  /** Its turn ended, was stopped, or the app was restarted. */
  z.object({ how: z.literal('died'), why: z.string(), at: z.number().int() }),
])
export type ApprovalOutcome = z.infer<typeof approvalOutcomeSchema>
