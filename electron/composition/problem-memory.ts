import type { Problem } from '../shared/problems.ts'

const keyOf = ({ code, chat }: Problem): string => `${code} ${chat ?? ''}`

/**
 * Remembers since when each problem has existed. Most are found anew at every look: they would always seem to have just
 * begun, and the window would be told of changes that are none.
 */
export function createProblemMemory(): (problems: readonly Problem[]) => readonly Problem[] {
  let first = new Map<string, number>()
  return (problems) => {
    const dated = problems.map((problem) => ({ ...problem, since: first.get(keyOf(problem)) ?? problem.since }))
    first = new Map(dated.map((problem) => [keyOf(problem), problem.since]))
    return dated
  }
}
