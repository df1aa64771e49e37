import type { Problem } from '@shared/problems.ts'

/** One banner: a problem, and how many more chats have the same. */
export interface ProblemGroup {
  /** Stable while it stands there. */
  readonly id: string
  readonly problem: Problem
  /** Others of the whole app about which the same is to be done: their sentences stand beside its own. */
  readonly beside: readonly Problem[]
  readonly more: number
}

/**
 * Problems of the same kind are one banner: a gone disk with forty chats on it must not fill the window. Answers that
 * were not delivered are one each, since each is sent again or discarded. What
 * concerns the whole app is one where the same is to be done about it; all of its sentences stand there. Pure.
 */
export function problemGroups(problems: readonly Problem[]): ProblemGroup[] {
  const groups = new Map<string, Problem[]>()
  for (const problem of problems) {
    const key =
      problem.chat === null ? `${problem.code} ${problem.subject ?? ''}` : `${problem.code} ${problem.answer ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), problem])
  }
  return [...groups].flatMap(([id, same]) => {
    const [problem, ...others] = same
    if (!problem) return []
    if (problem.chat !== null) return [{ id, problem, beside: [], more: others.length }]
    return [{ id, problem, beside: others, more: 0 }]
  })
}
