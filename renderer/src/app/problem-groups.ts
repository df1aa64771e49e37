import type { Problem } from '@shared/problems.ts'

/** One banner: a problem, and how many more chats have the same. */
export interface ProblemGroup {
  readonly problem: Problem
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
    const key = problem.chat === null ? `${problem.code} ${problem.remedy}` : `${problem.code} ${problem.answer ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), problem])
  }
  return [...groups.values()].flatMap((same) => {
    const [problem, ...others] = same
    if (!problem) return []
    if (problem.chat !== null) return [{ problem, more: others.length }]
    return [{ problem: { ...problem, message: same.map(({ message }) => message).join(' ') }, more: 0 }]
  })
}
