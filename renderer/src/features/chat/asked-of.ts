import { questionSchema } from '@shared/approval.ts'
import { planTitle } from '@shared/plan-title.ts'

/** A question of Claude's, and what a person answered. */
export interface Asked {
  readonly question: string
  /** Null while nobody has answered, and where nobody did. */
  readonly answer: string | null
}

/** The fields of a tool's input; none where it was cut short in the archive. */
export function inputOf(input: string): Record<string, unknown> {
  try {
    return JSON.parse(input) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** What a call of AskUserQuestion asked, each with its answer; null for another tool. Pure. */
export function askedOf(tool: string, input: string, output: string): Asked[] | null {
  if (tool !== 'AskUserQuestion') return null
  const { questions } = inputOf(input)
  if (!Array.isArray(questions)) return null
  const texts = questions.flatMap((one) => questionSchema.safeParse(one).data?.question ?? [])
  return texts.length === 0 ? null : texts.map((question) => ({ question, answer: answerTo(question, texts, output) }))
}

const before = (question: string) => `"${question}"="`

/** What follows an answer that is the last one, or has notes. */
const AFTER = ['" user notes: ', '" selected preview:', '". You can now continue', '". Read the answers']

/** Claude Code tells the answers in a sentence, `…: "Which?"="this", "When?"="now". …`; an answer may have quotes in it. */
function answerTo(question: string, questions: readonly string[], output: string): string | null {
  const at = output.indexOf(before(question))
  if (at < 0) return null
  const from = output.slice(at + before(question).length)
  const ends = [...questions.map((other) => `", ${before(other)}`), ...AFTER]
    .map((mark) => from.indexOf(mark))
    .filter((found) => found >= 0)
  return from.slice(0, ends.length > 0 ? Math.min(...ends) : from.lastIndexOf('"'))
}

/** The plan that a call of ExitPlanMode laid before a person, as Markdown; null for another tool. Pure. */
export function planOf(tool: string, input: string): string | null {
  if (tool !== 'ExitPlanMode') return null
  const { plan } = inputOf(input)
  return typeof plan === 'string' && plan !== '' ? plan : null
}

/** What a plan is called, where a word beside it says already that it is one. Pure. */
export const planName = (plan: string): string =>
  planTitle(plan)
    .replace(/^plan:\s*/i, '')
    .replaceAll(/\*\*|`/g, '')
