import { done } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'

/** The result without its value: for calls that answer with nothing. */
export const nothingOf = (result: Result<unknown>): Result => (result.ok ? done : result)

/** Does the same with each; the first failure is the answer, and the others are done all the same. */
export async function each<T>(items: readonly T[], run: (item: T) => Promise<Result<unknown>>): Promise<Result> {
  let failed: Result | null = null
  for (const item of items) {
    const result = await run(item)
    if (!result.ok) failed ??= result
  }
  return failed ?? done
}
