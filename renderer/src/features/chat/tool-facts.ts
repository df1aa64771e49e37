import { denialReason } from '@shared/denial.ts'
import type { HistoryEntry } from '@shared/history.ts'

import { type Asked, askedOf, planName, planOf } from './asked-of.ts'
import { type DiffLine, editOf } from './edit-of.ts'

/** What people want to know of a tool call, beyond its name and its input. */
export interface ToolFacts {
  readonly asked: readonly Asked[] | null
  readonly plan: string | null
  readonly edit: readonly DiffLine[] | null
  /** Why a person or a rule did not let it run, empty where nobody said; null where it ran. */
  readonly denied: string | null
  /** What it is about, on one line. */
  readonly line: string
  /** The line is what people say to each other, no code. */
  readonly spoken: boolean
}

/** The facts of a call and its result. Pure. */
export function toolFacts(
  { name, input, summary }: Extract<HistoryEntry, { type: 'tool' }>,
  result: Extract<HistoryEntry, { type: 'tool result' }> | null,
): ToolFacts {
  const asked = askedOf(name, input, result?.ok === true ? result.output : '')
  const plan = planOf(name, input)
  const line = asked
    ? asked.map(({ question, answer }) => (answer === null ? question : `${question} → ${answer}`)).join(' · ')
    : plan === null
      ? summary
      : planName(plan)
  return {
    asked,
    plan,
    edit: editOf(name, input),
    denied: result?.ok === false ? denialReason(result.output) : null,
    line,
    spoken: asked !== null || plan !== null,
  }
}
