import type { Problem } from '@shared/problems.ts'

/** One banner: a problem, and how many more chats have the same. */
export interface ProblemGroup {
  readonly problem: Problem
  readonly more: number
}

/** Problems of the same kind are one banner: a gone disk with forty chats on it must not fill the window. Pure. */
export function problemGroups(problems: readonly Problem[]): ProblemGroup[] {
  const first = new Map(problems.toReversed().map((problem) => [problem.code, problem]))
  return problems
    .filter((problem) => problem.chat === null || first.get(problem.code) === problem)
    .map((problem) => ({
      problem,
      more:
        problem.chat === null
          ? 0
          : problems.filter(({ code, chat }) => code === problem.code && chat !== null).length - 1,
    }))
}
